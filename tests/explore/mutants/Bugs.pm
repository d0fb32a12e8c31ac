# tests/explore/mutants/Bugs.pm: the bugs of *.bugs and how they are made in a copy of the core
package Bugs;
use strict;
use warnings;

sub contents
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "explore: $file: $!\n";
	local $/;
	return scalar <$in>;
}

# Bugs of all lists: {name, what, mode, scenarios => [NAME...], hunks => [{file, old, new}...]}
sub listed
{
	my ($directory) = @_;
	my (@bugs, %names);
	for my $list (sort glob "$directory/*.bugs") {
		my $number = 0;
		for my $line (split /^/, contents($list)) {
			$number++;
			read_line(\@bugs, $line) or die "explore: $list:$number: not understood: $line";
		}
	}
	$names{ $_->{name} }++ && die "explore: two bugs have the name $_->{name}\n" for @bugs;
	return @bugs;
}

sub read_line
{
	my ($bugs, $line) = @_;
	my $bug = $bugs->[-1];
	if ($line =~ /^(#.*)?$/) {
		return 1;
	} elsif ($line =~ /^bug (\S+): (.*)$/) {
		push @$bugs, { name => $1, what => $2, mode => 'bound-2', scenarios => [], hunks => [] };
	} elsif ($line =~ /^mode (\S+)$/) {
		$bug->{mode} = $1;
	} elsif ($line =~ /^scenarios (.*)$/) {
		$bug->{scenarios} = [split ' ', $1];
	} elsif ($line =~ /^in (\S+)$/) {
		push @{ $bug->{hunks} }, { file => $1, old => '', new => '' };
	} elsif ($line =~ /^([-+ ])(.*\n)$/) {
		my $hunk = $bug->{hunks}[-1] or return 0;
		$hunk->{old} .= $2 if $1 ne '+';
		$hunk->{new} .= $2 if $1 ne '-';
	} else {
		return 0;
	}
	return 1;
}

# The sources of the core as the bug changes them: file => text
sub changed
{
	my ($core, $bug) = @_;
	my %text;
	die "explore: $bug->{name} changes nothing\n" unless @{ $bug->{hunks} };
	for my $hunk (@{ $bug->{hunks} }) {
		my $text = $text{ $hunk->{file} } // contents("$core/$hunk->{file}");
		my $places = () = $text =~ /^\Q$hunk->{old}\E/mg;
		die "explore: $bug->{name}: $places places of its text in $hunk->{file}, not one:\n$hunk->{old}" if $places != 1;
		$text{ $hunk->{file} } = $text =~ s/^\Q$hunk->{old}\E/$hunk->{new}/mr;
	}
	return %text;
}

# Dies unless the text of the bug is there.
sub check_text
{
	my ($core, $bug) = @_;
	changed($core, $bug);
	return;
}

# Makes the bug; returns the sources to compile.
sub apply
{
	my ($core, $bug) = @_;
	my %text = changed($core, $bug);
	my %sources;
	for my $file (keys %text) {
		open(my $out, '>', "$core/$file") or die "explore: $core/$file: $!\n";
		print $out $text{$file};
		close($out) or die "explore: $core/$file: $!\n";
		$sources{$_} = 1 for $file =~ /\.cpp$/ ? $file : includers($core, $file);
	}
	return sort keys %sources;
}

# The sources that include a header, perhaps through others.
sub includers
{
	my ($core, $header) = @_;
	my %reached = ($header => 1);
	my @left = $header;
	while (defined(my $name = shift @left)) {
		for my $path (glob "$core/*") {
			my $file = $path =~ s/.*\///r;
			push @left, $file if !$reached{$file} && contents($path) =~ /^#include "\Q$name\E"/m && !$reached{$file}++;
		}
	}
	return grep { /\.cpp$/ } keys %reached;
}

1;
