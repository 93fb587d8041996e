// SPDX-License-Identifier: MIT
// Session maps, and the part of their judgement that needs no scan.
#include "session/session_map.h"
#include "session/failures.h"
#include "session/verify_paper.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const auto map = fuzz::accepted([&] { return session::session_map_in(text, "map"); });
    if (!map) return 0;
    const std::string written = session::text_of(*map);
    fuzz::promise(session::text_of(session::session_map_in(written, "map")) == written,
                  "a map is the same after writing and reading");
    const auto failures = fuzz::accepted([&] {
        session::Failures found;
        session::check_paper(text, *map, found);
        session::check_frame(text, *map, found);
        return found.all();
    });
    if (!failures) return 0;
    fuzz::promise(!failures->empty() || written == text,
                  "a map that is kept is written in one way");
    for (const session::Failure& failure : *failures)
        fuzz::hold_to_one_sentence(failure.sentence);
    return 0;
}
