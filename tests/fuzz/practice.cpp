// SPDX-License-Identifier: MIT
// A practice's own limits.
#include "session/clinic_json.h"
#include "target.h"

#include <nlohmann/json.hpp>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto facts = fuzz::accepted([&] {
        session::ClinicFacts read;
        session::add_practice(fuzz::text_of(data, size), "practice", read);
        return read;
    });
    if (!facts) return 0;
    const auto written = session::json_of(*facts);
    fuzz::promise(session::json_of(session::clinic_facts_in(written, "clinic")) == written,
                  "what a practice says is the same after writing and reading");
    return 0;
}
