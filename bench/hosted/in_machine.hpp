/* bench/hosted/in_machine.hpp: what is measured inside a machine of its own */
#ifndef KSPAWN_BENCH_IN_MACHINE_HPP
#define KSPAWN_BENCH_IN_MACHINE_HPP

#include <functional>
#include <stdexcept>
#include <string>

#include "machine.hpp"

namespace bench {

/// A program without a name, of that many pages. Returns its name in the folder /proc/self/fd.
std::string write_program(size_t pages);

inline kspawn::hosted::machine_options with_processors(unsigned count)
{
	kspawn::hosted::machine_options options;
	options.processors = count;
	options.creations_spread = false;
	options.trace = false;
	return options;
}

inline void expect(bool holds)
{
	if (!holds)
		kspawn_panic("a step of the benchmark failed");
}

/// What init does; the power goes off when it is done.
inline void in_machine(const kspawn::hosted::machine_options &options, const std::function<void()> &init)
{
	kspawn::hosted::machine m(options);
	const kspawn::hosted::machine_result r = m.run([&] {
		init();
		return 0;
	});
	if (!r.panic.empty())
		throw std::runtime_error(r.panic);
}

} // namespace bench
#endif
