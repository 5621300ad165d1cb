#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Tables of Han characters for gen/search/han.c, made of what Debian has: OpenCC's characters and Unihan's readings.
#
#   han.pl simplified   { from, to }: traditional, variant or radical → simplified
#   han.pl readings     syllables without tone, and which of them a character has
use strict;
use warnings;
use utf8;
use open qw(:std :utf8);

my $unicode = "/usr/share/unicode";

# converted(CONFIG, CHARACTERS): what OpenCC makes of each character alone
sub converted {
	my ($config, @characters) = @_;
	my $path = ($ENV{TMPDIR} // "/tmp") . "/chayue-han-$$";
	open my $file, ">", $path or die "$path: $!\n";
	print $file map { "$_\n" } @characters;
	close $file or die "$path: $!\n";
	open my $pipe, "-|", "opencc", "-c", "$config.json", "-i", $path or die "opencc: $!\n";
	chomp(my @result = <$pipe>);
	close $pipe or die "opencc failed\n";
	unlink $path;
	die "opencc: another number of lines\n" unless @result == @characters;
	return @result;
}

# The characters of the Table of General Standard Characters: what is written today.
sub standard {
	my %standard;
	open my $pipe, "-|", "bzip2", "-dc", "$unicode/Unihan_Readings.txt.bz2" or die "bzip2: $!\n";
	while (<$pipe>) { $standard{chr hex $1} = 1 if /^U\+([0-9A-F]+)\tkTGHZ2013/ }
	close $pipe or die "Unihan_Readings.txt.bz2 cannot be read\n";
	return %standard;
}

# Traditional, variant or radical → simplified.
sub pairs {
	my %standard = standard();
	my @all = map { chr } 0x3400 .. 0x4DBF, 0x4E00 .. 0x9FFF, 0x20000 .. 0x2F7FF, 0x30000 .. 0x323AF;
	my %to;
	my @result = converted("t2s", @all);
	for my $i (0 .. $#all) {
		$to{$all[$i]} = $result[$i] if $result[$i] ne $all[$i] && length $result[$i] == 1;
	}
	# Forms of Taiwan and Hong Kong that t2s does not know. What t2s itself writes is simplified already and stays, or 么
	# would become 幺.
	my %written = map { $_ => 1 } values %to;
	for my $config ("tw2s", "hk2s") {
		@result = converted($config, @all);
		for my $i (0 .. $#all) {
			my $c = $all[$i];
			next if $to{$c} || $written{$c} || $result[$i] eq $c || length $result[$i] != 1;
			# 抬 is how 擡 is written, although Hong Kong does the reverse.
			my ($from, $to) = ($c, $result[$i]);
			($from, $to) = ($to, $from) if $standard{$from} && !$standard{$to};
			$to{$from} //= $to;
		}
	}
	# Radicals look like characters, and texts copied out of a PDF are full of them.
	open my $file, "<", "$unicode/EquivalentUnifiedIdeograph.txt" or die "EquivalentUnifiedIdeograph.txt: $!\n";
	while (<$file>) {
		next unless /^(2E[0-9A-F]{2})(?:\.\.(2E[0-9A-F]{2}))?\s*;\s*([0-9A-F]+)/;
		$to{chr $_} = chr hex $3 for hex $1 .. hex($2 // $1);
	}
	# Followed to the end, so that folding twice changes nothing.
	for my $from (sort keys %to) {
		my ($end, %seen) = ($to{$from}, $from => 1);
		while (defined $to{$end} && !$seen{$end}++) { $end = $to{$end} }
		die sprintf("U+%04X comes back to itself\n", ord $from) if $end eq $from;
		$to{$from} = $end;
	}
	return %to;
}

sub simplified {
	my %to = pairs();
	printf "\t{0x%04X, 0x%04X},\n", ord, ord $to{$_} for sort keys %to;
}

# One reading as it is typed: no tone, v for ü.
sub syllable {
	my ($text) = @_;
	$text =~ s/[\x{304}\x{301}\x{30C}\x{300}]//g;
	$text =~ tr/āáǎàēéěèêếềīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ/aaaaeeeeeeeiiiioooouuuuvvvvvnnnm/;
	die "a reading that is not understood: $text\n" unless $text =~ /^[a-z]{1,6}$/;
	return $text;
}

# Readings that are heard today, and stand in none of the newer lists: places (六安, 乐亭), names, the round zero.
my %HEARD = (六 => "lu", 乐 => "lao", 晟 => "sheng", 镐 => "hao", 〇 => "ling");

sub readings {
	my (%of, %syllables);
	my %standard = standard();
	open my $pipe, "-|", "bzip2", "-dc", "$unicode/Unihan_Readings.txt.bz2" or die "bzip2: $!\n";
	while (<$pipe>) {
		my ($code, $source, $values) = /^U\+([0-9A-F]+)\t(kMandarin|kHanyuPinlu|kXHC1983|kTGHZ2013)\t(.*)/ or next;
		# The dictionary of 1983 has much that nobody reads so any more; it is for what the list of 2013 does not have.
		next if $source eq "kXHC1983" && $standard{chr hex $code};
		for my $value (split " ", $values) {
			$value =~ s{\(\d+\)$|^[0-9.,*]+:}{}g;
			$of{hex $code}{syllable($_)} = 1 for split /,/, $value;
		}
	}
	close $pipe or die "Unihan_Readings.txt.bz2 cannot be read\n";
	$of{ord $_}{$HEARD{$_}} = 1 for keys %HEARD;
	die "Unihan has too few readings\n" unless keys %of > 20000;

	# Folded texts have simplified characters only. Where both are written today the one is read as both: 着 as 著.
	my %to = pairs();
	for my $from (sort keys %to) {
		my $readings = delete $of{ord $from} or next;
		my $end = ord $to{$from};
		$of{$end} = {%{$of{$end} // {}}, %$readings} if $standard{$from} || !$of{$end};
	}

	$syllables{$_} = 1 for map { keys %$_ } values %of;
	die "Unihan has too few syllables\n" unless keys %syllables > 390;
	my @syllables = sort keys %syllables;
	my %number = map { $syllables[$_] => $_ } 0 .. $#syllables;
	print "static const char *const SYLLABLES[] = {\n", (map { "\t\"$_\",\n" } @syllables), "};\n\n";
	my (@starts, @flat);
	for my $code (sort { $a <=> $b } keys %of) {
		my @numbers = map { $number{$_} } sort keys %{$of{$code}};
		die "more readings than HAN_READINGS_MOST\n" if @numbers > 12;
		push @starts, sprintf "\t{0x%04X, %d, %d},\n", $code, scalar @flat, scalar @numbers;
		push @flat, @numbers;
	}
	print "static const struct reading READINGS[] = {\n", @starts, "};\n\n";
	print "static const uint16_t READING_SYLLABLES[] = {\n", (map { "\t$_,\n" } @flat), "};\n";
}

my %tables = (simplified => \&simplified, readings => \&readings);
my $table = $tables{$ARGV[0] // ""} or die "usage: han.pl simplified|readings\n";
$table->();
