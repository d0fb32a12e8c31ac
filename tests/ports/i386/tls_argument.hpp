/* tests/ports/i386/tls_argument.hpp: the argument of clone that gives a TLS, a descriptor in the program's memory */
#pragma once
#include <kspawn/arch/user_desc.h>

namespace kspawn::test {

inline uintptr_t tls_argument(uintptr_t tls)
{
	const uintptr_t at = scratch() + 1024;
	poke(at, kspawn_user_desc{ kspawn_tls_entry(), uint32_t(tls), KSPAWN_USER_DESC_LIMIT, KSPAWN_USER_DESC_FLAGS });
	return at;
}

} // namespace kspawn::test
