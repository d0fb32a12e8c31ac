# tests/mutants/Code.pm: the instructions of some functions in an executable, and where their bytes are in the file
package Code;
use strict;
use warnings;
no warnings 'portable'; # 64-bit addresses

sub lines_of
{
	my @command = @_;
	open(my $pipe, '-|', @command) or die "mutants: $command[0]: $!\n";
	my @lines = <$pipe>;
	close($pipe) or die "mutants: @command failed\n";
	chomp @lines;
	return @lines;
}

sub symbols_of
{
	my ($tools, @files) = @_;
	return lines_of("$tools->{source}/tools/symbols", $tools->{nm}, @files);
}

# The file tests/mutants/config of a build folder.
sub config
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "mutants: $file: $!\n";
	my %config = map { /^(\w+)=(.*)$/ ? ($1, $2) : () } <$in>;
	$config{$_} = [split ' ', $config{$_}] for qw(assembler emulator);
	return \%config;
}

# The functions that assembly sources of the port define, by their objects. A name without a size, which llvm-nm has as 0, is a
# place in one.
sub functions_of_objects
{
	my ($tools, @objects) = @_;
	my @functions;
	for (symbols_of($tools, @objects)) {
		push @functions, $1 if /^[0-9a-f]+ 0*[1-9a-f][0-9a-f]* T (\w+)$/;
	}
	return @functions;
}

# The places in functions that have this name, by their objects' symbols: name => address.
sub places_in
{
	my ($tools, $file, $name) = @_;
	return { map { /^([0-9a-f]+) \w (\w+)$/ && $2 eq $name ? ($2, hex($1) & ~1) : () } lines_of($tools->{nm}, $file) };
}

# Sections of an ELF file: name => {address, offset, size}.
sub sections
{
	my ($tools, $file) = @_;
	my %sections;
	for (lines_of($tools->{readelf}, '-SW', $file)) {
		next unless /^\s*\[\s*\d+\]\s+(\S+)\s+\S+\s+([0-9a-f]{8,16})\s+([0-9a-f]+)\s+([0-9a-f]+)\s/;
		$sections{$1} = { name => $1, address => hex $2, offset => hex $3, size => hex $4 };
	}
	return \%sections;
}

sub read_at
{
	my ($file, $offset, $size) = @_;
	open(my $in, '<:raw', $file) or die "mutants: $file: $!\n";
	seek($in, $offset, 0);
	my $got = read($in, my $bytes, $size);
	die "mutants: $file: too short\n" unless defined $got && $got == $size;
	return $bytes;
}

# Function name => [address, size], of the functions that the executable has.
sub symbols
{
	my ($tools, $file, %wanted) = @_;
	my %found;
	for (symbols_of($tools, $file)) {
		$found{$3} = [hex($1) & ~1, hex $2] if /^([0-9a-f]+) ([0-9a-f]+) [TtWwD] (\w+)$/ && $wanted{$3};
	}
	return \%found;
}

# Code->new(TOOLS, FILE, FUNCTION...); TOOLS has `alias`, if the port has one
sub new
{
	my ($class, $tools, $file, @functions) = @_;
	my $self = bless { tools => $tools, file => $file, sections => sections($tools, $file) }, $class;
	my $symbols = symbols($tools, $file, map { $_ => 1 } @functions);
	for my $name (grep { $symbols->{$_} } @functions) {
		my ($start, $size) = @{ $symbols->{$name} };
		$start &= 0xffffffff unless $self->section_at($start); # nm gives an address of 32 bits on MIPS a sign of 64
		$start = $self->code_of($start);
		$self->{functions}{$name} = $self->disassembled($name, $start, $size);
	}
	return $self;
}

# The address of a function's code. A descriptor still has its own address here if another symbol is where its code is: then nm
# makes up none for it.
sub code_of
{
	my ($self, $address) = @_;
	my $section = $self->section_at($address);
	return $address unless $section && $section->{name} eq '.opd';
	return unpack 'Q>', read_at($self->{file}, $self->offset_of($address), 8);
}

sub section_at
{
	my ($self, $address) = @_;
	for (values %{ $self->{sections} }) {
		return $_ if $_->{address} && $address >= $_->{address} && $address < $_->{address} + $_->{size};
	}
	return undef;
}

sub offset_of
{
	my ($self, $address) = @_;
	my $section = $self->section_at($address)
		or die sprintf("mutants: no section of %s has address 0x%x\n", $self->{file}, $address);
	return $section->{offset} + $address - $section->{address};
}

# The instructions of one function: {function, index, address, size, bytes, mnemonic, operands, target, symbol};
# the operand that is an address in the program is written ?.
sub disassembled
{
	my ($self, $name, $start, $size) = @_;
	my @code;
	for (lines_of($self->{tools}{objdump}, '-dz', '--no-show-raw-insn', "--start-address=$start",
			'--stop-address=' . ($start + $size), $self->{file})) {
		next unless /^\s*([0-9a-f]+):\s+(\S.*)$/;
		my %instruction = (function => $name, index => scalar @code, address => hex $1, parsed($2));
		$instruction{mnemonic} = $self->{tools}{alias}->($instruction{mnemonic}) if $self->{tools}{alias};
		push @code, \%instruction;
	}
	for my $i (0 .. $#code) {
		my $end = $i < $#code ? $code[$i + 1]{address} : $start + $size;
		$code[$i]{size} = $end - $code[$i]{address};
		$code[$i]{neighbours} = [map { $_->{address} } @code[grep { $_ <= $#code } $i .. $i + 1]];
		$code[$i]{bytes} = read_at($self->{file}, $self->offset_of($code[$i]{address}), $code[$i]{size});
	}
	$_->{all} = [map { $_->{address} } @code] for @code;
	return \@code;
}

sub parsed
{
	my ($text) = @_;
	my %what;
	if ($text =~ s/\s+[#;@]\s*([0-9a-f]+) <([^>]+)>.*$//) { # a comment has the target
		@what{'target', 'symbol'} = (hex $1, $2);
		$text =~ s/-?0x[0-9a-f]+\(%rip\)/?(%rip)/ or delete @what{'target', 'symbol'};
	} elsif ($text =~ s/\b(?:0x)?([0-9a-f]+) <([^>]+)>/?/) {
		@what{'target', 'symbol'} = (hex $1, $2);
	}
	$text =~ s{\s+(?://|;|#\s|@\s).*$}{};
	$text =~ s/\s+$//;
	@what{'mnemonic', 'operands'} = $text =~ /^((?:rep\w* )?\S+)\s*(.*)$/;
	$what{operands} =~ s/\[(\w+)\](?!,)/[$1, #0]/; # an offset that is not written
	return %what;
}

# Address => "file:line".
sub places
{
	my ($self, $source, @addresses) = @_;
	return {} unless @addresses;
	my @lines = lines_of($self->{tools}{addr2line}, '-e', $self->{file}, map { sprintf '0x%x', $_ } @addresses);
	s/^\Q$source\E\/// for @lines;
	s/ \(discriminator.*// for @lines;
	my %places;
	@places{@addresses} = @lines;
	return \%places;
}

1;
