/* src/hosted/trace_points.cpp: keeps tracepoints in memory until the machine is off */
#include "trace_points.hpp"

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <vector>

#include <kspawn/trace.h>

#include "process.hpp"
#include "spinlock.hpp"

namespace {

struct point {
	uint64_t ns;
	unsigned cpu;
	int pid;
	const char *name;
	long a, b;
	char text[64];
};

constexpr size_t first_room = 1 << 16; /* so that it rarely grows on a kernel stack */
bool points_wanted;
kspawn::hosted::spinlock points_lock;
std::vector<point> points;

uint64_t now_ns()
{
	timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return uint64_t(t.tv_sec) * 1'000'000'000 + uint64_t(t.tv_nsec);
}

} // namespace

void kspawn_trace_point(const char *name, long a, long b, const char *text)
{
	if (!points_wanted)
		return;
	kspawn_task *task = kspawn_current();
	point p = { 0, kspawn::hosted::process::of(task).cpu, task->pid, name, a, b, {} };
	snprintf(p.text, sizeof(p.text), "%s", text);
	std::lock_guard hold(points_lock);
	p.ns = now_ns();
	points.push_back(p);
}

void kspawn::hosted::trace_points_begin()
{
	points.reserve(first_room);
	points_wanted = true;
}

bool kspawn::hosted::trace_points_write(const std::string &path)
{
	FILE *to = fopen(path.c_str(), "w");
	if (!to)
		return false;
	for (const point &p : points)
		fprintf(to, "%llu %u %d %s %ld %ld %s\n", (unsigned long long)(p.ns - points.front().ns), p.cpu, p.pid, p.name,
			p.a, p.b, p.text);
	return fclose(to) == 0;
}
