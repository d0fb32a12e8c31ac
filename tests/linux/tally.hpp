/* tests/linux/tally.hpp: what happened in a run */
#ifndef KSPAWN_TESTS_LINUX_TALLY_HPP
#define KSPAWN_TESTS_LINUX_TALLY_HPP

#include "rules.hpp"

class tally {
public:
	void add(const outcome &o);
	void print() const;
	unsigned runs() const;

private:
	std::map<int, unsigned> verdicts;
	std::map<std::string, unsigned> explained;
	unsigned elsewhere = 0;
};
#endif
