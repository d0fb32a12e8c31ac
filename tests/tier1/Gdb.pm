# tests/tier1/Gdb.pm: a program in an emulator, by the remote protocol of gdb (GDB manual, "Remote Protocol")
package Gdb;
use strict;
use warnings;
no warnings 'portable'; # 64-bit addresses

use Socket qw(AF_UNIX SOCK_STREAM sockaddr_un);

# Gdb->new(DIRECTORY, WORD, ORDER, COMMAND...): starts the emulator, which waits for the first command. A word has WORD
# bytes; ORDER is 1 for little-endian and 2 for big-endian.
sub new
{
	my ($class, $directory, $word, $order, $emulator, @command) = @_;
	my $path = "$directory/gdb";
	my $pid = fork() // die "rows: fork: $!\n";
	if (!$pid) {
		open(STDOUT, '>', '/dev/null');
		exec $emulator, '-g', $path, @command or exit 127;
	}
	socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or die "rows: socket: $!\n";
	until (connect($socket, sockaddr_un($path))) {
		waitpid($pid, 1) == 0 or die "rows: $emulator has ended\n"; # WNOHANG
		select(undef, undef, undef, 0.02);
	}
	my $end = $order == 1 ? '<' : '>';
	my %formats = (4 => "L$end", 8 => "Q$end");
	my $self = bless { pid => $pid, socket => $socket, word => $word, formats => \%formats, format => $formats{$word}, got => '' },
		$class;
	$self->ask('qXfer:features:read:target.xml:0,8'); # without it QEMU answers as in the days before: wrong on some machines
	return $self;
}

sub byte
{
	my ($self) = @_;
	if ($self->{got} eq '') {
		sysread($self->{socket}, $self->{got}, 65536) or die "rows: the emulator has closed the connection\n";
	}
	return substr($self->{got}, 0, 1, '');
}

# One command and its answer.
sub ask
{
	my ($self, $command) = @_;
	syswrite($self->{socket}, sprintf '$%s#%02x', $command, unpack('%8C*', $command));
	my ($answer, $c) = ('');
	1 while $self->byte() ne '$';
	$answer .= $c while ($c = $self->byte()) ne '#';
	$self->byte() for 1 .. 2;
	syswrite($self->{socket}, '+');
	return $answer;
}

# The bytes of the registers, in the emulator's order.
sub registers
{
	my ($self) = @_;
	return pack 'H*', $self->ask('g');
}

# One of them, at this offset; 0 behind the end.
sub word_of
{
	my ($self, $registers, $offset) = @_;
	return $offset + $self->{word} > length $registers ? 0 : unpack $self->{format}, substr($registers, $offset, $self->{word});
}

sub has_word
{
	my ($self, $registers, $value) = @_;
	return scalar grep { $_ == $value } unpack "($self->{format})*", $registers;
}

# SIZE bytes, 4 or 8.
sub memory_word
{
	my ($self, $address, $size) = @_;
	return unpack $self->{formats}{$size}, pack 'H*', $self->ask(sprintf 'm%x,%x', $address, $size);
}

# At an instruction, which an address with the mode bit of ARM names too.
sub break_at
{
	my ($self, $address, $size) = @_;
	my $answer = $self->ask(sprintf 'Z0,%x,%d', $address, $size);
	die "rows: no breakpoint at " . sprintf('%x', $address) . ": $answer\n" if $answer ne 'OK';
}

# False if the program has ended, with its status in `ended`.
sub stopped
{
	my ($self, $answer) = @_;
	return 1 if $answer =~ /^[TS]05/;
	$self->{ended} = $answer;
	return 0;
}

sub step { return $_[0]->stopped($_[0]->ask('s')) }
sub continue_ { return $_[0]->stopped($_[0]->ask('c')) }

sub DESTROY
{
	my ($self) = @_;
	kill 'KILL', $self->{pid};
	waitpid($self->{pid}, 0);
	$? = 0;
}

1;
