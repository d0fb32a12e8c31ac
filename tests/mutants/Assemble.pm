# tests/mutants/Assemble.pm: the bytes of many instructions, assembled in one go, each as if it lay at its address
package Assemble;
use strict;
use warnings;

use Code;

# assembled(TOOLS, PORT, DIRECTORY, [ADDRESS, TEXT]...): the bytes of each, undef
# for what the assembler refuses.
sub assembled
{
	my ($tools, $port, $directory, @texts) = @_;
	my ($source, $object) = ("$directory/mutants.s", "$directory/mutants.o");
	my %refused;
	for (1 .. 4) {
		my %place_of_line = write_source($source, $port->{prologue}, \@texts, \%refused);
		my @command = (@{ $tools->{assembler} }, '-c', '-o', $object, $source);
		my @complaints = complaints(@command) or last;
		my $before = keys %refused;
		for (@complaints) {
			$refused{ $place_of_line{$1} } = 1 if /^[^:]+:(\d+):(?:\d+:)? (?:error|warning):/i && exists $place_of_line{$1};
		}
		die "mutants: the assembler fails:\n", map { "$_\n" } @complaints if keys %refused == $before;
	}
	return bytes($tools, $port, $directory, $object, \@texts);
}

# One line and one section for each text.
sub write_source
{
	my ($source, $prologue, $texts, $refused) = @_;
	open(my $out, '>', $source) or die "mutants: $source: $!\n";
	my ($line, %place) = (1 + ($prologue =~ tr/\n//));
	print $out $prologue;
	for my $i (grep { !$refused->{$_} } 0 .. $#$texts) {
		print $out ".section .m$i, \"ax\", %progbits; $texts->[$i][1]\n";
		$place{ $line++ } = $i;
	}
	close($out) or die "mutants: $source: $!\n";
	return %place;
}

sub complaints
{
	my $pid = open(my $pipe, '-|') // die "mutants: fork: $!\n";
	if (!$pid) {
		open(STDERR, '>&', \*STDOUT);
		$ENV{LC_ALL} = 'C';
		exec { $_[0] } @_ or exit 127;
	}
	my @lines = grep { /: (?:Error|Warning):|error|cannot/ } <$pipe>;
	my $ended = close($pipe);
	chomp @lines;
	die "mutants: @_ failed\n" if !$ended && !@lines;
	return @lines;
}

# What refers to its own address and needs a linker for it (adrp) gets one, and all of a variant of `linked`.
sub bytes
{
	my ($tools, $port, $directory, $object, $texts) = @_;
	my $plain = Code::sections($tools, $object);
	my $all = grep { $_ eq $tools->{port} } @{ $port->{linked} // [] };
	my @relocated = grep { $all || $plain->{".rela.m$_"} || $plain->{".rel.m$_"} } 0 .. $#$texts;
	my $linked = linked($tools, $directory, $object, $texts, @relocated);
	my %from;
	@from{ map { ".m$_" } @relocated } = ();
	my @bytes;
	for my $i (0 .. $#$texts) {
		my ($file, $sections) = exists $from{".m$i"} ? ("$directory/mutants", $linked) : ($object, $plain);
		my $section = $sections->{".m$i"};
		push @bytes, $section && $section->{size} ?
			Code::read_at($file, $section->{offset}, $section->{size}) : undef;
	}
	return @bytes;
}

# Each section at its instruction's address; they overlap.
sub linked
{
	my ($tools, $directory, $object, $texts, @which) = @_;
	return {} unless @which;
	my $script = "$directory/mutants.ld";
	open(my $out, '>', $script) or die "mutants: $script: $!\n";
	my @by_address = sort { $texts->[$a][0] <=> $texts->[$b][0] } @which; # or lld has no place for them in the file
	print $out "SECTIONS {\n", (map { sprintf ".m%d 0x%x : { *(.m%d) }\n", $_, $texts->[$_][0], $_ } @by_address),
		"/DISCARD/ : { *(.m*) }\n}\n";
	close($out);
	Code::lines_of(@{ $tools->{assembler} }, '-nostdlib', '-static', '-Wl,-N,-e,0,--no-check-sections,--build-id=none',
		"-Wl,-T,$script", '-o', "$directory/mutants", $object);
	return Code::sections($tools, "$directory/mutants");
}

1;
