// SPDX-License-Identifier: MIT
// mesomap case: the passphrase of a case, set, changed or taken away.
#include "base/error.h"
#include "cli/case_input.h"
#include "cli/interruption.h"
#include "cli/options.h"
#include "cli/passphrase_input.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;
using session::CaseFile;
using session::Secret;

struct CaseArguments {
    std::string action;
    fs::path file;
    CaseKeys keys;
    std::optional<fs::path> new_passphrase_file;
};

CaseFile open(const CaseArguments& arguments)
{
    return CaseFile(arguments.file, access_of(arguments.keys));
}

std::string name_of(const CaseArguments& arguments)
{
    return arguments.file.filename().string();
}

void encrypt(const CaseArguments& arguments, Interruption& interruption)
{
    CaseFile opened = open(arguments);
    if (opened.has_passphrase())
        throw base::Error(fmt::format("{} has a passphrase already; `mesomap case passphrase` "
                                      "changes it.",
                                      name_of(arguments)));
    const Secret passphrase = new_passphrase_of(arguments.new_passphrase_file);
    interruption.whole([&] { CaseFile::with_passphrase(std::move(opened), passphrase); });
    fmt::print("{} is sealed: without the passphrase nobody can open it, nor can we. Copies of it "
               "from before, and what the disk keeps of deleted files, can still be read.\n",
               name_of(arguments));
}

void change(const CaseArguments& arguments, Interruption& interruption)
{
    CaseFile opened = open(arguments);
    if (!opened.has_passphrase())
        throw base::Error(fmt::format("{} has no passphrase; `mesomap case encrypt` sets one.",
                                      name_of(arguments)));
    const Secret passphrase = new_passphrase_of(arguments.new_passphrase_file);
    interruption.whole([&] { opened.change_passphrase(passphrase); });
    fmt::print("{} opens with the new passphrase from now on; copies from before still open with "
               "the old one.\n",
               name_of(arguments));
}

void decrypt(const CaseArguments& arguments, Interruption& interruption)
{
    CaseFile opened = open(arguments);
    if (!opened.has_passphrase())
        throw base::Error(fmt::format("{} has no passphrase.", name_of(arguments)));
    interruption.whole([&] { CaseFile::without_passphrase(std::move(opened)); });
    fmt::print("{} can be read by whoever has the file from now on.\n", name_of(arguments));
}

int run_action(const CaseArguments& arguments)
{
    Interruption interruption;
    if (arguments.action == "encrypt")
        encrypt(arguments, interruption);
    else if (arguments.action == "passphrase")
        change(arguments, interruption);
    else
        decrypt(arguments, interruption);
    return 0;
}

}  // namespace

Subcommand case_command()
{
    return {"case",
            "Give a case a passphrase (encrypt), change it (passphrase) or take it away (decrypt).",
            [](Options& options) {
                const auto arguments = std::make_shared<CaseArguments>();
                options.action("action",
                               arguments->action,
                               {"encrypt", "passphrase", "decrypt"},
                               "What to do");
                options.file("case", arguments->file, "The case file");
                case_options(options, arguments->keys);
                options.option("--new-passphrase-file",
                               arguments->new_passphrase_file,
                               "The new passphrase, in the first line of a file; else it is asked "
                               "for");
                return [arguments] { return run_action(*arguments); };
            }};
}

}  // namespace cli
