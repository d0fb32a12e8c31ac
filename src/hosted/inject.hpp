/* src/hosted/inject.hpp: make the n-th step that can fail, fail */
#ifndef KSPAWN_HOSTED_INJECT_HPP
#define KSPAWN_HOSTED_INJECT_HPP

namespace kspawn::hosted::inject {

/// From here on the n-th call of `fails` says so, n from 1. 0: none, but they are counted.
void fail_at(unsigned n);
/// Ends it: how many were called.
unsigned end();
/// Asked by every step of the machine that can fail for want of something.
bool fails();

} // namespace kspawn::hosted::inject
#endif
