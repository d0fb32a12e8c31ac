/* src/hosted/fiber.hpp: reports each change of stack to the compiler's sanitizer */
#ifndef KSPAWN_HOSTED_FIBER_HPP
#define KSPAWN_HOSTED_FIBER_HPP

#include <cstddef>

#if defined(KSPAWN_SANITIZE_ADDRESS)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#elif defined(KSPAWN_SANITIZE_THREAD)
#include <sanitizer/tsan_interface.h>
#endif

namespace kspawn::hosted {

/// A task, as AddressSanitizer (its stack) or ThreadSanitizer (its history) sees it.
class fiber {
public:
#if defined(KSPAWN_SANITIZE_ADDRESS)
	/// Before the switch to a task on the stack [bottom, bottom + size), and after a switch, in the task.
	void leave_for(fiber &, const void *bottom, size_t size) { __sanitizer_start_switch_fiber(&fake_stack, bottom, size); }
	void arrive() { __sanitizer_finish_switch_fiber(fake_stack, nullptr, nullptr); }
	/// Frames that never returned have left their poison.
	static void forget_stack(const void *bottom, size_t size) { __asan_unpoison_memory_region(bottom, size); }

private:
	void *fake_stack = nullptr;
#elif defined(KSPAWN_SANITIZE_THREAD)
	fiber() = default;
	fiber(const fiber &) = delete;
	~fiber()
	{
		if (is_own)
			__tsan_destroy_fiber(context);
	}
	/// A processor does one task after the other; nothing else is in order but by locks and atomics.
	void leave_for(fiber &next, const void *, size_t)
	{
		if (!context)
			context = __tsan_get_current_fiber();
		if (!next.context) {
			next.context = __tsan_create_fiber(0);
			next.is_own = true;
		}
		__tsan_switch_to_fiber(next.context, 0);
	}
	void arrive() {}
	static void forget_stack(const void *, size_t) {}

private:
	void *context = nullptr;
	bool is_own = false;
#else
	void leave_for(fiber &, const void *, size_t) {}
	void arrive() {}
	static void forget_stack(const void *, size_t) {}
#endif
};

} // namespace kspawn::hosted
#endif
