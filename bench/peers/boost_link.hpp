/* bench/peers/boost_link.hpp: a context of Boost that names the next one, which stores it */
#ifndef KSPAWN_BENCH_BOOST_LINK_HPP
#define KSPAWN_BENCH_BOOST_LINK_HPP

#include <boost/context/detail/fcontext.hpp>

namespace bench {

namespace context = boost::context;
namespace detail = boost::context::detail;

struct boost_link {
	detail::fcontext_t context;
	boost_link *next;
};

/// After a jump that was given the link of the previous context.
inline void arrive(detail::transfer_t from) { static_cast<boost_link *>(from.data)->context = from.fctx; }

} // namespace bench
#endif
