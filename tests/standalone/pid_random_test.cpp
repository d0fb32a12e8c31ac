/* tests/standalone/pid_random_test.cpp: the pid table against a model that is too simple to be wrong */
#include "pid_host.hpp"
#include "seed.hpp"

#include <deque>
#include <map>

namespace {

struct holding {
	kspawn_task *task;
	unsigned groups;
};

/// A queue of free numbers and a map of those in use.
class model {
public:
	explicit model(int count)
	{
		for (int pid = 1; pid < count; pid++)
			idle.push_back(pid);
	}
	int alloc(kspawn_task *task)
	{
		if (idle.empty())
			return -KSPAWN_EAGAIN;
		const int pid = idle.front();
		idle.pop_front();
		used[pid] = holding{ task, 0 };
		return pid;
	}
	int hold(int pid)
	{
		if (used.count(pid) == 0)
			return -KSPAWN_ESRCH;
		used[pid].groups++;
		return 0;
	}
	void release(int pid)
	{
		if (used.count(pid) != 0 && used[pid].groups != 0) {
			used[pid].groups--;
			retire(pid);
		}
	}
	void free(int pid)
	{
		if (find(pid) != nullptr) {
			used[pid].task = nullptr;
			retire(pid);
		}
	}
	void assign(int pid, kspawn_task *task)
	{
		if (find(pid) != nullptr)
			used[pid].task = task;
	}
	kspawn_task *find(int pid) const
	{
		const auto found = used.find(pid);
		return found == used.end() ? nullptr : found->second.task;
	}
	std::size_t size() const { return used.size(); }

private:
	void retire(int pid)
	{
		if (used[pid].task == nullptr && used[pid].groups == 0) {
			used.erase(pid);
			idle.push_back(pid);
		}
	}
	std::deque<int> idle;
	std::map<int, holding> used;
};

struct pair_of_tables {
	explicit pair_of_tables(uint32_t count) : real(count), ideal(int(count)), tasks(count, kspawn_test::live_task()) {}

	/// Operations that return nothing show in what is found and counted afterwards.
	void step(kspawn_test::dice &dice)
	{
		const int pid = int(dice(real.count + 4)) - 2;
		kspawn_task *task = &tasks[dice(uint32_t(tasks.size()))];
		switch (dice(7)) {
		case 0:
		case 1:
			REQUIRE(kspawn_pid_alloc(&real, task) == ideal.alloc(task));
			break;
		case 2:
			REQUIRE(kspawn_pid_hold(&real, pid) == ideal.hold(pid));
			break;
		case 3:
			kspawn_pid_release(&real, pid);
			ideal.release(pid);
			break;
		case 4:
		case 5:
			kspawn_pid_free(&real, pid);
			ideal.free(pid);
			break;
		case 6:
			kspawn_pid_assign(&real, pid, task);
			ideal.assign(pid, task);
			break;
		}
		REQUIRE(real.used == ideal.size());
		REQUIRE(kspawn_pid_find(&real, pid) == ideal.find(pid));
	}
	void compare_all()
	{
		for (int pid = -1; pid <= int(real.count); pid++)
			REQUIRE(kspawn_pid_find(&real, pid) == ideal.find(pid));
	}

	kspawn_test::table real;
	model ideal;
	std::vector<kspawn_task> tasks;
};

} // namespace

TEST_CASE("a pid table does what a queue and a map do")
{
	kspawn_test::dice dice(kspawn_test::seed());
	for (uint32_t count : { 2u, 3u, 5u, 16u, 100u }) {
		CAPTURE(count);
		pair_of_tables tables(count);
		for (int i = 0; i < kspawn_test::operations; i++)
			tables.step(dice);
		tables.compare_all();
	}
	REQUIRE(kspawn_test::lock_faults == 0);
}
