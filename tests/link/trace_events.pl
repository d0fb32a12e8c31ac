# tests/link/trace_events.pl: is FILE in Chrome's trace event format? prints what is wrong, or how much there is of each kind
#
# What the format's document asks of events: "Trace Event Format", the fields of each phase; slices of a row nest; a flow
# begins once, ends once, not before, and both inside a slice.
use strict;
use warnings;
use JSON::PP;

my ($file) = @ARGV;
my ($wrong, %count, %rows, %named, %slices, %flow) = (0);
sub wrong { print "@_\n"; $wrong = 1; }
sub is_number { defined $_[0] && !ref $_[0] && $_[0] =~ /^-?\d+(\.\d+)?$/; }

open my $in, '<', $file or die "$file: $!\n";
my $text = do { local $/; <$in> };
my $trace = eval { decode_json($text) } or do { print "not JSON: $@"; exit 1; };
ref $trace eq 'HASH' && ref $trace->{traceEvents} eq 'ARRAY' or do { print "no array traceEvents\n"; exit 1; };
wrong("displayTimeUnit is ms or ns") unless ($trace->{displayTimeUnit} // 'ms') =~ /^(ms|ns)$/;

my %needs = (X => [qw(ts dur)], i => [qw(ts)], s => [qw(ts id)], f => [qw(ts id)], M => [qw()]);
for my $e (@{ $trace->{traceEvents} }) {
	my $ph = $e->{ph} // '';
	my $what = encode_json($e);
	if (!$needs{$ph}) { wrong("unknown phase: $what"); next; }
	$count{$ph}++;
	is_number($e->{$_}) or wrong("$_ is not a number: $what") for qw(pid tid), @{ $needs{$ph} };
	defined $e->{name} && length $e->{name} or wrong("no name: $what");
	!defined $e->{args} || ref $e->{args} eq 'HASH' or wrong("args is not an object: $what");
	my $row = ($e->{pid} // '') . '/' . ($e->{tid} // '');
	if ($ph eq 'M') {
		$e->{name} =~ /^(process|thread)_name$/ && length($e->{args}{name} // '') or wrong("unknown metadata: $what");
		$named{$row}++ if $e->{name} eq 'thread_name';
		next;
	}
	$rows{$row}++;
	($e->{ts} // -1) >= 0 or wrong("before the beginning: $what");
	if ($ph eq 'X') {
		$e->{dur} >= 0 or wrong("a slice that ends before it begins: $what");
		push @{ $slices{$row} }, [ $e->{ts}, $e->{ts} + $e->{dur}, $what ];
	} elsif ($ph eq 'i') {
		($e->{s} // 't') =~ /^[gpt]$/ or wrong("unknown scope: $what");
	} else {
		$e->{cat} or wrong("a flow without a category: $what");
		my $id = "$e->{cat}/$e->{name}/$e->{id}";
		push @{ $flow{$id}{$ph} }, [ $row, $e->{ts}, $what ];
	}
}
($named{$_} // 0) == 1 or wrong("row $_ has " . ($named{$_} // 0) . " names") for keys %rows;

# In ns, as whole numbers: the times have three decimals. What follows a slice in its row begins after it, as fractions too.
sub ns { sprintf '%.0f', $_[0] * 1000 }
for my $row (keys %slices) {
	my @open;
	for my $s (sort { ns($a->[0]) <=> ns($b->[0]) || ns($b->[1]) <=> ns($a->[1]) } @{ $slices{$row} }) {
		while (@open && ns($open[-1]) <= ns($s->[0])) {
			wrong("touches the slice before it: $s->[2]") if $open[-1] > $s->[0];
			pop @open;
		}
		wrong("not inside the slice around it: $s->[2]") if @open && $s->[1] > $open[-1] + 1e-6;
		push @open, $s->[1];
	}
}
for my $id (keys %flow) {
	my ($s, $f) = map { $flow{$id}{$_} // [] } qw(s f);
	if (@$s != 1 || @$f != 1) { wrong("flow $id has " . @$s . " beginnings and " . @$f . " ends"); next; }
	wrong("flow $id ends before it begins") if $f->[0][1] < $s->[0][1];
	for my $end ($s->[0], $f->[0]) {
		my ($row, $ts, $what) = @$end;
		grep { ns($_->[0]) <= ns($ts) && ns($ts) <= ns($_->[1]) } @{ $slices{$row} // [] } or wrong("in no slice: $what");
	}
}
print join(' ', map { "$_=" . ($count{$_} // 0) } sort keys %needs), "\n" unless $wrong;
exit $wrong;
