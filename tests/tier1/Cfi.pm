# tests/tier1/Cfi.pm: the rows of .eh_frame (DWARF 5, 6.4; LSB, "Exception Frames")
package Cfi;
use strict;
use warnings;
no warnings 'portable';

# Cfi->new(BYTES, ADDRESS, WORD, ORDER): of a whole section; an address has WORD bytes. {fdes}: {start, end, instructions, cie}
sub new
{
	my ($class, $bytes, $address, $word, $order) = @_;
	my $self = bless { bytes => $bytes, address => $address, word => $word, end => $order == 1 ? '<' : '>', fdes => [] }, $class;
	my %cies;
	for (my $at = 0; $at + 4 <= length $bytes;) {
		my $length = $self->number($at, 4);
		last if $length == 0;
		my $end = $at + 4 + $length;
		my $id = $self->number($at + 4, 4);
		if ($id == 0) {
			$cies{$at} = $self->cie($at + 8, $end);
		} else {
			my $cie = $cies{ $at + 4 - $id } or die "rows: .eh_frame: no CIE\n";
			push @{ $self->{fdes} }, $self->fde($at + 8, $end, $cie);
		}
		$at = $end;
	}
	return $self;
}

sub number
{
	my ($self, $at, $size) = @_;
	my $format = { 1 => 'C', 2 => "S$self->{end}", 4 => "L$self->{end}", 8 => "Q$self->{end}" }->{$size};
	return unpack $format, substr($self->{bytes}, $at, $size);
}

sub uleb
{
	my ($self, $at) = @_;
	my ($value, $shift) = (0, 0);
	for (;; $shift += 7) {
		my $byte = $self->number($$at++, 1);
		$value |= ($byte & 0x7f) << $shift;
		return $value if $byte < 0x80;
	}
}

sub sleb
{
	my ($self, $at) = @_;
	my ($value, $shift) = (0, 0);
	for (;;) {
		my $byte = $self->number($$at++, 1);
		$value |= ($byte & 0x7f) << $shift;
		$shift += 7;
		next if $byte >= 0x80;
		return $byte & 0x40 ? $value - (1 << $shift) : $value;
	}
}

sub cie
{
	my ($self, $at, $end) = @_;
	my $version = $self->number($at++, 1);
	my ($augmentation) = substr($self->{bytes}, $at) =~ /^([^\0]*)/;
	$at += length($augmentation) + 1;
	my %cie = (code => $self->uleb(\$at), data => $self->sleb(\$at));
	$cie{return} = $version == 1 ? $self->number($at++, 1) : $self->uleb(\$at);
	if ($augmentation =~ s/^z//) {
		my $length = $self->uleb(\$at);
		$cie{encoding} = $self->number($at, 1) if $augmentation eq 'R';
		$at += $length;
		$cie{augmented} = 1;
	}
	die "rows: .eh_frame: augmentation $augmentation\n" if $augmentation !~ /^R?$/;
	return { %cie, instructions => [$at, $end] };
}

sub fde
{
	my ($self, $at, $end, $cie) = @_;
	my $encoding = $cie->{encoding} // 0;
	my $size = { 0 => $self->{word}, 3 => 4, 4 => 8, 11 => 4, 12 => 8 }->{ $encoding & 15 }
		or die "rows: .eh_frame: encoding $encoding\n";
	my $start = $self->number($at, $size);
	$start = unpack 'q', pack 'Q', $start - 0x100000000 if $size == 4 && $encoding & 8 && $start & 0x80000000;
	$start += $self->{address} + $at if $encoding & 0x10;
	$start &= 0xffffffff if $self->{word} == 4;
	my $range = $self->number($at + $size, $size);
	$at += 2 * $size;
	if ($cie->{augmented}) {
		my $length = $self->uleb(\$at);
		$at += $length;
	}
	return { start => $start, end => $start + $range, cie => $cie, instructions => [$at, $end] };
}

# The row of an address: {cfa => [register, offset] or [expression], rules => {register => [kind, value]}}; undef where
# there is none.
sub row
{
	my ($self, $pc) = @_;
	my ($fde) = grep { $pc >= $_->{start} && $pc < $_->{end} } @{ $self->{fdes} } or return undef;
	my $row = { rules => {}, return => $fde->{cie}{return} };
	$self->run($fde, $fde->{cie}, $row, $pc, {});
	my $initial = { %{ $row->{rules} } };
	$self->run($fde, $fde, $row, $pc, $initial);
	return $row;
}

# Every register that any row of the section has saved.
sub saved
{
	my ($self) = @_;
	my %saved;
	for my $fde (@{ $self->{fdes} }) {
		my $row = { rules => {}, all => \%saved };
		$self->run($fde, $_, $row, $fde->{end}, {}) for $fde->{cie}, $fde;
	}
	return sort { $a <=> $b } keys %saved;
}

sub run
{
	my ($self, $fde, $of, $row, $until, $initial) = @_;
	my ($at, $end) = @{ $of->{instructions} };
	my ($code, $data) = @{ $fde->{cie} }{qw(code data)};
	my ($pc, @stack) = ($fde->{start});
	my $rule = sub {
		$row->{rules}{ $_[0] } = $_[1];
		$row->{all}{ $_[0] } = 1 if $row->{all} && $_[1][0] eq 'at';
	};
	my $restore = sub { $initial->{ $_[0] } ? $rule->($_[0], $initial->{ $_[0] }) : delete $row->{rules}{ $_[0] } };
	while ($at < $end) {
		my $op = $self->number($at++, 1);
		my ($high, $low) = ($op & 0xc0, $op & 0x3f);
		if ($high == 0x40 || $op >= 2 && $op <= 4) { # advance_loc
			my $size = $high ? 0 : 1 << ($op - 2);
			$pc += $code * ($high ? $low : $self->number($at, $size));
			$at += $size;
			return if $pc > $until;
		} elsif ($high == 0x80) { # offset
			$rule->($low, ['at', $data * $self->uleb(\$at)]);
		} elsif ($high == 0xc0) { # restore
			$restore->($low);
		} elsif ($op == 0x05) { # offset_extended
			my $register = $self->uleb(\$at);
			$rule->($register, ['at', $data * $self->uleb(\$at)]);
		} elsif ($op == 0x06) { # restore_extended
			$restore->($self->uleb(\$at));
		} elsif ($op == 0x07) { # undefined
			$rule->($self->uleb(\$at), ['undefined']);
		} elsif ($op == 0x08) { # same_value
			delete $row->{rules}{ $self->uleb(\$at) };
		} elsif ($op == 0x09) { # register
			my $register = $self->uleb(\$at);
			$rule->($register, ['in', $self->uleb(\$at)]);
		} elsif ($op == 0x0a) { # remember_state
			push @stack, [$row->{cfa}, { %{ $row->{rules} } }];
		} elsif ($op == 0x0b) { # restore_state
			my $state = pop @stack or die "rows: .eh_frame: no state to restore\n";
			@{$row}{qw(cfa rules)} = @$state;
		} elsif ($op == 0x0c) { # def_cfa
			$row->{cfa} = [$self->uleb(\$at), $self->uleb(\$at)];
		} elsif ($op == 0x0d) { # def_cfa_register
			$row->{cfa} = [$self->uleb(\$at), $row->{cfa}[1] // 0];
		} elsif ($op == 0x0e) { # def_cfa_offset
			$row->{cfa} = [$row->{cfa}[0], $self->uleb(\$at)];
		} elsif ($op == 0x0f) { # def_cfa_expression
			my $length = $self->uleb(\$at);
			$row->{cfa} = [[$at, $at + $length]];
			$at += $length;
		} elsif ($op == 0x10 || $op == 0x16) { # expression, val_expression: of C++, which is not looked at
			$rule->($self->uleb(\$at), ['unknown']);
			my $length = $self->uleb(\$at);
			$at += $length;
		} elsif ($op == 0x11) { # offset_extended_sf
			my $register = $self->uleb(\$at);
			$rule->($register, ['at', $data * $self->sleb(\$at)]);
		} elsif ($op == 0x14) { # val_offset
			my $register = $self->uleb(\$at);
			$rule->($register, ['is', $data * $self->uleb(\$at)]);
		} elsif ($op == 0x2e) { # GNU_args_size
			$self->uleb(\$at);
		} elsif ($op != 0) {
			die sprintf "rows: .eh_frame: instruction 0x%x\n", $op;
		}
	}
}

# What an expression is worth; REGISTER and MEMORY are functions of a number.
sub value
{
	my ($self, $expression, $register, $memory) = @_;
	my ($at, $end) = @$expression;
	my $value = 0;
	while ($at < $end) {
		my $op = $self->number($at++, 1);
		if ($op >= 0x70 && $op < 0x90) { # breg
			$value = $register->($op - 0x70) + $self->sleb(\$at);
		} elsif ($op == 0x06) { # deref
			$value = $memory->($value);
		} elsif ($op == 0x23) { # plus_uconst
			$value += $self->uleb(\$at);
		} else {
			die sprintf "rows: .eh_frame: operation 0x%x\n", $op;
		}
	}
	return $value;
}

1;
