// SPDX-License-Identifier: MIT
// A loop over several threads. Results must be written by index, never by arrival, so that they do
// not depend on the number of threads.
#pragma once

#include <cstddef>
#include <functional>

namespace base {

/// Calls body(begin, end, worker) for consecutive pieces of [0, count) of at most `grain` items, on
/// `threads` threads (0 means one per core); `worker` is below the thread count and never runs two
/// pieces at once. An exception from the body ends the loop and is thrown again here.
///
/// `between` is called on the calling thread after each of its pieces: to report progress, or to
/// throw in order to end the loop.
void parallel_for(std::size_t count,
                  std::size_t grain,
                  unsigned threads,
                  const std::function<void(std::size_t, std::size_t, unsigned)>& body,
                  const std::function<void()>& between = {});

/// The number of threads that `threads` asks for: itself, or the number of cores if it is 0.
unsigned thread_count(unsigned threads);

}  // namespace base
