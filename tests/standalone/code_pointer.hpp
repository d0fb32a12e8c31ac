/* tests/standalone/code_pointer.hpp: by which C calls code at an address, or a program names it as its handler */
#pragma once
#include <cstdint>
#include <cstring>

#include <kspawn/arch.h>
#include <kspawn/frame.h>

namespace kspawn_test {

/// Where pointers to functions point to descriptors, the last one that pointer_to has made.
inline uintptr_t descriptor[3];

inline uintptr_t pointer_to(uintptr_t code)
{
#ifdef KSPAWN_DESCRIPTORS
	std::memcpy(descriptor, reinterpret_cast<const void *>(kspawn_user_save), sizeof(descriptor));
	descriptor[0] = code;
	return reinterpret_cast<uintptr_t>(descriptor);
#else
	return code;
#endif
}

} // namespace kspawn_test
