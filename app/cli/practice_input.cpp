// SPDX-License-Identifier: MIT
#include "cli/practice_input.h"

#include "base/file.h"
#include "session/clinic_json.h"

namespace cli {
namespace {

constexpr std::uintmax_t largest_practice_bytes = 1u << 20;

}  // namespace

void take_practice(const std::filesystem::path& file, session::Workspace& workspace)
{
    session::ClinicFacts facts = workspace.current().clinic;
    session::add_practice(
        base::read_file(file, largest_practice_bytes), file.filename().string(), facts);
    workspace.execute(session::SetClinic{std::move(facts)});
}

}  // namespace cli
