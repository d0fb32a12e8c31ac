/* tests/linux/compare.hpp: one file set, by Linux and by the core */
#ifndef KSPAWN_TESTS_LINUX_COMPARE_HPP
#define KSPAWN_TESTS_LINUX_COMPARE_HPP

#include "core.hpp"
#include "files.hpp"

/// What both made of a file set.
struct outcome {
	file_set files;
	facts native, core;
	native_layout layout;
	strings differ;
	strings violations; /* of the contract of a hook: no rule explains them */
	bool other_places;  /* the core has put them elsewhere: this is of the same files without p_align */
};

/// Returns true if two facts have the program and its interpreter in the same place.
bool same_places(const facts &a, const facts &b);

/// The folder of this run, which is the working directory, and what is known of Linux.
class comparison {
public:
	comparison();
	~comparison();
	comparison(const comparison &) = delete;
	comparison &operator=(const comparison &) = delete;

	/// Why there can be no comparison; empty: there can.
	const std::string &refused() const { return why_not; }
	/// The files of the last run; a run that crashes leaves them there.
	const std::string &where() const { return folder; }
	[[nodiscard]] outcome run(const file_set &files);

private:
	void learn();
	bool is_question_of_place(const outcome &o) const;
	[[nodiscard]] outcome run_once(const file_set &files);
	places places_of(const file_set &files, const facts &native) const;
	places usual_places(const file_set &files) const;

	std::string folder, before, why_not;
	native_layout layout = {};
};
#endif
