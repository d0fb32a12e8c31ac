# tests/mutants/Runner.pm: broken executables run until a test notices
package Runner;
use strict;
use warnings;

use Errno qw(EINTR);
use File::Path qw(make_path);
use IO::Handle;
use POSIX ();

my $output_kept = 4096;           # bytes: the closing line is in the last of them
my $output_allowed = 1 << 24;     # bytes: a program that writes more is broken
my $least = 2;                    # seconds that every run has
my ($times, $again) = (3, 4);     # as long as the unbroken program; once more, this many times longer

# Seconds, in hundredths; perl-base has no finer clock.
sub clock { return (POSIX::times())[0] / POSIX::sysconf(POSIX::_SC_CLK_TCK()) }

# new(BEFORE, DIRECTORY, PATIENCE, TEST...): a test is {name, file, arguments}; BEFORE are the words before its file. It
# has PATIENCE times its limit, which it finds in KSPAWN_LIMIT, in whole seconds.
sub new
{
	my ($class, $before, $directory, $patience, @tests) = @_;
	return bless { before => $before, directory => $directory, patience => $patience, tests => \@tests }, $class;
}

# Runs each test unbroken and measures it, before any mutant. The first that does not pass ends all.
sub measure
{
	my ($self) = @_;
	$self->limit($_) for @{ $self->{tests} };
}

# How many seconds a test may take, by how long it takes unbroken.
sub limit
{
	my ($self, $test) = @_;
	return $test->{limit} if defined $test->{limit};
	my $started = clock();
	my ($verdict, $tail) = $self->execute(300, $test->{file}, @{ $test->{arguments} });
	die "$tail\nmutants: $test->{name} does not pass unbroken: $verdict\n" unless $verdict eq 'passed';
	my $limit = $times * (clock() - $started);
	return $test->{limit} = $limit < $least ? $least : $limit;
}

# A passing test ends with 0 and says so in its last line.
sub passes
{
	my ($status, $tail) = @_;
	my ($last) = $tail =~ /([^\n]*\S)\s*\z/;
	return $status == 0 && defined $last && $last =~ /^(?:kspawn-test: [1-9]\d* passed, 0 failed, 0 skipped|\w+: ok)$/;
}

# execute(SECONDS, FILE, ARGUMENT...): (passed, failed or timeout; the end of its output)
sub execute
{
	my ($self, $limit, @command) = @_;
	pipe(my $from, my $to) or die "mutants: pipe: $!\n";
	my $pid = fork() // die "mutants: fork: $!\n";
	if (!$pid) {
		setpgrp(0, 0);
		open(STDIN, '<', '/dev/null');
		open(STDOUT, '>&', $to);
		open(STDERR, '>&', $to);
		$ENV{KSPAWN_LIMIT} = POSIX::ceil($limit);
		exec 'sh', '-c', 'ulimit -c 0; exec "$@"', 'sh', @{ $self->{before} }, @command or POSIX::_exit(127);
	}
	close($to);
	# Its children are in a group of their own, which a signal to this program does not reach.
	local @SIG{qw(HUP INT TERM)} = (sub { kill 'KILL', -$pid; POSIX::_exit(1) }) x 3;
	my ($ended, $tail) = drained($from, clock() + $limit * $self->{patience});
	kill 'KILL', -$pid unless $ended;
	waitpid($pid, 0);
	my $status = $?;
	kill 'KILL', -$pid; # children that it left behind
	return (!$ended ? 'timeout' : passes($status, $tail) ? 'passed' : 'failed', $tail);
}

# Reads until the end, at most until DEADLINE: (has it ended?, what it read last)
sub drained
{
	my ($from, $deadline) = @_;
	my ($tail, $total) = ('', 0);
	for (;;) {
		my $left = $deadline - clock();
		return (0, $tail) if $left <= 0 || $total > $output_allowed;
		my $ready = '';
		vec($ready, fileno($from), 1) = 1;
		next unless select($ready, undef, undef, $left) > 0;
		my $got = sysread($from, my $bytes, 65536);
		next if !defined $got && $! == EINTR;
		return (1, $tail) unless $got;
		$total += $got;
		$tail = substr($tail . $bytes, -$output_kept);
	}
}

# A copy of the executable for this process, with other bytes at an offset.
sub write_bytes
{
	my ($self, $file, $offset, $bytes) = @_;
	my $copy = $self->{own} . '/' . ($file =~ s/.*\///r);
	my $out;
	if (!-e $copy || !open($out, '+<:raw', $copy)) { # busy, if a process of an earlier run still lives
		unlink $copy;
		system('cp', $file, $copy) == 0 or die "mutants: no copy of $file\n";
		open($out, '+<:raw', $copy) or die "mutants: $copy: $!\n";
	}
	seek($out, $offset, 0);
	print $out $bytes;
	close($out) or die "mutants: $copy: $!\n";
	return $copy;
}

# The name of the test that notices the mutant; undef if none does.
# A mutant is {patches}: file => {offset, original, mutated}.
sub killer
{
	my ($self, $mutant) = @_;
	for my $test (@{ $self->{tests} }) {
		my $patch = $mutant->{patches}{ $test->{file} } or next;
		my $limit = $self->limit($test);
		my $copy = $self->write_bytes($test->{file}, $patch->{offset}, $patch->{mutated});
		my ($verdict) = $self->execute($limit, $copy, @{ $test->{arguments} });
		($verdict) = $self->execute($again * $limit, $copy, @{ $test->{arguments} }) if $verdict eq 'timeout';
		$self->write_bytes($test->{file}, $patch->{offset}, $patch->{original});
		return "$test->{name}: $verdict" if $verdict ne 'passed';
	}
	return undef;
}

# run(JOBS, PROGRESS, MUTANT...): sets `killer` of each; PROGRESS is called with how many are done, and the last one.
sub run
{
	my ($self, $jobs, $progress, @mutants) = @_;
	pipe(my $from, my $to) or die "mutants: pipe: $!\n";
	my @workers = map { $self->worker($_, $jobs, $to, \@mutants) } 0 .. $jobs - 1;
	close($to);
	my $done = 0;
	while (my $line = <$from>) {
		my ($i, $killer) = $line =~ /^(\d+) (.*)$/ or next;
		$mutants[$i]{judged} = 1;
		$mutants[$i]{killer} = $killer eq '' ? undef : $killer;
		$progress->(++$done, $mutants[$i]);
	}
	waitpid($_, 0) for @workers;
	die "mutants: a worker has ended too early\n" if grep { !$_->{judged} } @mutants;
}

# A process that judges every JOBS-th mutant and writes "INDEX KILLER".
sub worker
{
	my ($self, $number, $jobs, $to, $mutants) = @_;
	my $pid = fork() // die "mutants: fork: $!\n";
	return $pid if $pid;
	$self->{own} = "$self->{directory}/worker$number";
	make_path($self->{own});
	$to->autoflush(1);
	for (my $i = $number; $i < @$mutants; $i += $jobs) {
		print $to "$i " . ($self->killer($mutants->[$i]) // '') . "\n";
	}
	POSIX::_exit(0);
}

1;
