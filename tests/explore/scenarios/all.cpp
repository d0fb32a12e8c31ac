/* tests/explore/scenarios/all.cpp: the scenarios of all files */
#include "common.hpp"

namespace kernel {

extern const scenarios fork_scenarios, wait_scenarios, wait_stay_scenarios, orphan_scenarios, getppid_scenarios, kill_scenarios,
	kill_exec_scenarios, vfork_scenarios, exit_group_scenarios, exec_scenarios, init_exec_scenarios, kthread_scenarios,
	kthread_park_scenarios, kernel_thread_scenarios, pid_scenarios, soup_scenarios, below4_scenarios, control_scenarios,
	interrupt_scenarios, handover_scenarios, pid_wrap_scenarios, wait_signal_scenarios, ignored_scenarios, reaper_scenarios,
	parent_died_scenarios, parent_thread_scenarios, event_exec_scenarios, queues_scenarios, zeroed_scenarios,
	sibling_scenarios, status_scenarios, pgid_scenarios, futex_scenarios, robust_scenarios, signal_scenarios, stop_scenarios,
	recycled_scenarios, groups_scenarios, pidfd_scenarios;

std::vector<scenario> all_scenarios()
{
	scenarios all;
	for (const scenarios *some :
	     { &fork_scenarios,         &wait_scenarios,          &wait_stay_scenarios,  &orphan_scenarios,
	       &getppid_scenarios,      &kill_scenarios,          &kill_exec_scenarios,  &vfork_scenarios,
	       &exit_group_scenarios,   &exec_scenarios,          &init_exec_scenarios,  &kthread_scenarios,
	       &kthread_park_scenarios, &kernel_thread_scenarios, &pid_scenarios,        &soup_scenarios,
	       &below4_scenarios,       &control_scenarios,       &interrupt_scenarios,  &handover_scenarios,
	       &pid_wrap_scenarios,     &wait_signal_scenarios,   &ignored_scenarios,    &reaper_scenarios,
	       &parent_died_scenarios,  &parent_thread_scenarios, &event_exec_scenarios, &queues_scenarios,
	       &zeroed_scenarios,       &sibling_scenarios,       &status_scenarios,     &pgid_scenarios,
	       &futex_scenarios,        &robust_scenarios,        &signal_scenarios,     &stop_scenarios,
	       &recycled_scenarios,     &groups_scenarios,        &pidfd_scenarios })
		all.insert(all.end(), some->begin(), some->end());
	return all;
}

} // namespace kernel
