// SPDX-License-Identifier: MIT
#include "session/landmark_file.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = fuzz::accepted(
        [&] { return session::landmarks_in(fuzz::text_of(data, size), "landmarks"); });
    if (!read) return 0;
    for (const std::string& remark : read->remarks)
        fuzz::hold_to_one_sentence(remark);
    const std::string written = session::text_of(read->landmarks);
    fuzz::promise(session::text_of(session::landmarks_in(written, "landmarks").landmarks) ==
                      written,
                  "landmarks are the same after writing and reading");
    return 0;
}
