/* tests/standalone/pid_race_test.cpp: tasks are looked for while they are created and die */
#include "pid_host.hpp"

namespace {

constexpr int creations = 500, most_creations = 400 * creations; /* until a task has been found */

/// The memory of a task, which detects a use after its end.
struct body : kspawn_task {
	std::atomic<unsigned> freed{ true }, forgotten{ true };
};

kspawn_test::table *pids;
std::atomic<unsigned> faults, found;
std::atomic<int> parents;

void fault_if(bool wrong) { faults += wrong; }

/// How the tasks of a test are put: by kspawn_pid_put, or outside the lock with kspawn_pid_free after the last one.
bool by_pid_put;

void task_free(body &task)
{
	fault_if(task.freed.exchange(true));
	std::this_thread::yield();
	if (!by_pid_put)
		kspawn_pid_free(pids, task.pid);
	task.forgotten = true;
}

bool drop(body &task)
{
	return by_pid_put ? kspawn_pid_put(pids, &task) : __atomic_sub_fetch(&task.refs, 1, __ATOMIC_ACQ_REL) == 0;
}

void task_put(body &task)
{
	if (drop(task))
		task_free(task);
}

/// Every third creation is aborted once the task has its pid: no reference may exist then.
void live_and_die(body &task, bool aborted)
{
	__atomic_store_n(&task.state, KSPAWN_TASK_NEW, __ATOMIC_RELAXED);
	__atomic_store_n(&task.refs, 1, __ATOMIC_RELAXED);
	task.freed = task.forgotten = false;
	task.pid = kspawn_pid_alloc(pids, &task);
	fault_if(task.pid <= 0);
	std::this_thread::yield();
	if (aborted) {
		fault_if(!drop(task));
		task_free(task);
		return;
	}
	__atomic_store_n(&task.state, KSPAWN_TASK_LIVE, __ATOMIC_RELEASE);
	std::this_thread::yield();
	task_put(task);
	while (!task.forgotten)
		std::this_thread::yield();
}

void parent()
{
	body task{};
	const auto enough = [](int creation) { return creation >= most_creations || (creation >= creations && found != 0); };
	for (int creation = 0; !enough(creation) && faults == 0; creation++)
		live_and_die(task, creation % 3 == 0);
	parents--;
}

void look_around()
{
	for (int pid = 1; parents != 0 && faults == 0; pid = pid % int(pids->count - 1) + 1) {
		auto *task = static_cast<body *>(kspawn_pid_find(pids, pid));
		if (task != nullptr) {
			fault_if(task->freed || task->pid != pid);
			found++;
		}
		std::this_thread::yield();
		if (task != nullptr)
			task_put(*task);
	}
}

void find_and_put(kspawn_task *task)
{
	for (int i = 0; i < 100000; i++) {
		fault_if(kspawn_pid_find(pids, 1) != task);
		__atomic_sub_fetch(&task->refs, 1, __ATOMIC_ACQ_REL);
	}
}

} // namespace

TEST_CASE("no reference is lost when a task is found while others put it")
{
	kspawn_test::table table(2);
	pids = &table;
	kspawn_task task = kspawn_test::live_task();
	REQUIRE(table.alloc(task) == 1);
	std::thread one(find_and_put, &task), two(find_and_put, &task);
	one.join();
	two.join();
	REQUIRE(faults == 0);
	REQUIRE(task.refs == 1);
}

TEST_CASE("a task that is found stays until it is put, also if others are created and exit meanwhile")
{
	by_pid_put = GENERATE(false, true);
	found = 0;
	kspawn_test::table table(6);
	pids = &table;
	parents = 2;
	std::vector<std::thread> threads;
	for (auto *life : { parent, parent, look_around, look_around })
		threads.emplace_back(life);
	for (auto &thread : threads)
		thread.join();
	REQUIRE(faults == 0);
	REQUIRE(found != 0);
	REQUIRE(table.used == 0);
	REQUIRE(kspawn_test::lock_faults == 0);
}
