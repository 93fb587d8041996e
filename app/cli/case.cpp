// SPDX-License-Identifier: MIT
// mesomap case: the passphrase of a case, set, changed or taken away; and its commands as a script.
#include "base/error.h"
#include "base/file.h"
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
    std::optional<fs::path> out;
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

/// What `mesomap run` makes the same case of on its scan: the commands that stand, without those
/// that were undone.
void write_script(const CaseArguments& arguments)
{
    if (!arguments.out) throw base::Error("Where to? Say it: --out SCRIPT.");
    const std::vector<session::Command> commands =
        session::standing_commands(open(arguments).steps());
    std::string script;
    for (const session::Command& command : commands)
        script += session::line_of(command) + "\n";
    base::write_file(*arguments.out, script);
    fmt::print("{} commands of {} are in {}; they tell of the patient what the case tells.\n",
               commands.size(),
               name_of(arguments),
               arguments.out->filename().string());
}

int run_action(const CaseArguments& arguments)
{
    Interruption interruption;
    if (arguments.action == "script")
        write_script(arguments);
    else if (arguments.action == "encrypt")
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
            "Give a case a passphrase (encrypt), change it (passphrase) or take it away (decrypt); "
            "write its commands as a script (script).",
            [](Options& options) {
                const auto arguments = std::make_shared<CaseArguments>();
                options.action("action",
                               arguments->action,
                               {"encrypt", "passphrase", "decrypt", "script"},
                               "What to do");
                options.file("case", arguments->file, "The case file");
                case_options(options, arguments->keys);
                options.option("--new-passphrase-file",
                               arguments->new_passphrase_file,
                               "The new passphrase, in the first line of a file; else it is asked "
                               "for");
                options.option("--out", arguments->out, "The script to write, for `mesomap run`");
                return [arguments] { return run_action(*arguments); };
            }};
}

}  // namespace cli
