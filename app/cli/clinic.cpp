// SPDX-License-Identifier: MIT
// mesomap clinic: the clinical tables, for the clinician who signs them off.
#include "clinic/tables.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/options.h"
#include "exporters/clinic_page.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

struct ClinicArguments {
    std::optional<std::filesystem::path> html;
};

int show_tables(const ClinicArguments& arguments)
{
    if (arguments.html) base::write_file(*arguments.html, exporters::clinic_page());
    std::size_t facts = 0, from_memory = 0;
    for (const clinic::ClinicalTable& table : clinic::all_tables())
        for (const clinic::Fact& fact : clinic::facts_in(table.name)) {
            ++facts;
            from_memory += fact.standing == clinic::Standing::from_memory;
        }
    fmt::print("{} tables ({}), {} facts; {} of them from memory, to be checked by a clinician\n",
               clinic::all_tables().size(),
               clinic::tables_hash(),
               facts,
               from_memory);
    return 0;
}

}  // namespace

Subcommand clinic_command()
{
    return {"clinic", "Show the clinical tables with their sources.", [](Options& options) {
                const auto arguments = std::make_shared<ClinicArguments>();
                options.option(
                    "--html", arguments->html, "Write all tables as a page (HTML) to sign off");
                return [arguments] { return show_tables(*arguments); };
            }};
}

}  // namespace cli
