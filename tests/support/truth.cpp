// SPDX-License-Identifier: MIT
#include "truth.h"

#include "base/file.h"
#include "scans.h"

#include <nlohmann/json.hpp>

namespace test {

std::vector<std::string> region_truth_of(const std::string& model)
{
    const auto file =
        nlohmann::json::parse(base::read_file(reference_model((model + ".regions.json").c_str())));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < file["runs"].size(); i += 2)
        names.insert(names.end(),
                     file["runs"][i + 1].get<std::size_t>(),
                     file["regions"][file["runs"][i].get<std::size_t>()]);
    return names;
}

}  // namespace test
