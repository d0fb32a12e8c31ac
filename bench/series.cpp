/* bench/series.cpp: the same at growing sizes, each line and size in a process of its own */
#include "series.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <random>
#include <stdexcept>

#include <csignal>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point start) { return std::chrono::duration<double>(clock::now() - start).count(); }

// ---- the child: exit status 0, 1 or 0 for `alone`, and samples; or exit status 1 and why not ----

void write_all(int fd, const void *data, size_t size)
{
	for (const char *at = static_cast<const char *>(data); size;) {
		const ssize_t n = write(fd, at, size);
		if (n <= 0)
			_exit(2);
		at += n;
		size -= size_t(n);
	}
}

[[noreturn]] void be_child(const line &l, uint64_t size, int fd)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	try {
		const sampled its = l.samples(size);
		const double alone = its.alone;
		write_all(fd, &alone, sizeof(alone));
		write_all(fd, its.values.data(), its.values.size() * sizeof(double));
		_exit(0);
	} catch (const std::exception &e) {
		write_all(fd, e.what(), std::strlen(e.what()));
		_exit(1);
	}
}

// ---- the parent ----

/// What the child writes until it ends or the time is up; in that case it is killed.
std::string read_all(int fd, pid_t child, double seconds)
{
	std::string all;
	const auto start = clock::now();
	for (char buffer[4096];;) {
		const double left = seconds - seconds_since(start);
		pollfd ready = { fd, POLLIN, 0 };
		if (left <= 0 || poll(&ready, 1, int(left * 1000) + 1) == 0) {
			kill(child, SIGKILL);
			return all;
		}
		const ssize_t n = read(fd, buffer, sizeof(buffer));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return all;
		all.append(buffer, size_t(n));
	}
}

int reap(pid_t child)
{
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

sampled samples_in(const std::string &bytes, int status)
{
	if (WIFSIGNALED(status))
		throw std::runtime_error(std::string("killed: ") + strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) == 1)
		throw std::runtime_error(bytes);
	if (WEXITSTATUS(status) != 0 || bytes.size() < 2 * sizeof(double) || bytes.size() % sizeof(double))
		throw std::runtime_error("it ended without samples, exit status " + std::to_string(WEXITSTATUS(status)));
	std::vector<double> words(bytes.size() / sizeof(double));
	std::memcpy(words.data(), bytes.data(), bytes.size());
	return { { words.begin() + 1, words.end() }, words.front() != 0 };
}

sampled in_child(const line &l, uint64_t size, double seconds)
{
	int ends[2];
	if (pipe(ends))
		throw std::runtime_error(std::string("pipe: ") + strerror(errno));
	const pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		be_child(l, size, ends[1]);
	}
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		throw std::runtime_error(std::string("fork: ") + strerror(errno));
	}
	const auto start = clock::now();
	const std::string bytes = read_all(ends[0], child, seconds);
	close(ends[0]);
	const int status = reap(child);
	if (WIFSIGNALED(status) && seconds_since(start) >= seconds)
		throw std::runtime_error("not ready after " + std::to_string(unsigned(seconds)) + " s");
	return samples_in(bytes, status);
}

void add(measured_point &p, const sampled &its)
{
	p.rounds.push_back(distribution_of(its.values).median);
	p.alone.push_back(its.alone);
}

} // namespace

const measured_point &series_result::at(const point &where) const
{
	for (const measured_point &p : points)
		if (p.where.line == where.line && p.where.size == where.size)
			return p;
	throw std::logic_error("no " + where.line + " at " + std::to_string(where.size));
}

series_result measure(const series &what, const plan &how, const progress &report)
{
	series_result r;
	std::vector<const line *> lines;
	for (const line &l : what.lines)
		for (const uint64_t size : what.sizes)
			if (size <= l.largest) {
				r.points.push_back({ { l.name, size }, {}, {}, "" });
				lines.push_back(&l);
			}
	std::vector<size_t> order(lines.size());
	for (size_t i = 0; i < order.size(); i++)
		order[i] = i;
	std::mt19937_64 random(how.seed);
	const auto start = clock::now();
	const unsigned steps = how.series_rounds * unsigned(order.size());
	while (r.rounds < how.series_rounds && (r.rounds < how.least_rounds || seconds_since(start) < how.series_seconds)) {
		std::shuffle(order.begin(), order.end(), random);
		unsigned done = r.rounds++ * unsigned(order.size());
		for (const size_t i : order) {
			measured_point &p = r.points[i];
			try {
				if (p.failure.empty())
					add(p, in_child(*lines[i], p.where.size, how.child_seconds));
			} catch (const std::exception &e) {
				p.failure = e.what();
			}
			report(++done, steps);
		}
	}
	report(steps, steps);
	return r;
}

} // namespace bench
