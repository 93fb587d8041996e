// SPDX-License-Identifier: MIT
// mesomap key: the practice's key, with which maps are approved, or a device's own.
#include "base/error.h"
#include "cli/key_input.h"
#include "cli/options.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

struct KeyArguments {
    std::string action;
    std::filesystem::path out;
};

int make_key(const KeyArguments& arguments)
{
    if (arguments.action != "new")
        throw base::Error("The one thing to do with keys is: mesomap key new --out FILE.");
    const session::SigningKey key = session::new_signing_key();
    write_keys(arguments.out, key);
    fmt::print("{}: keep it, copy it to a safe place, give it to nobody\n{}: give it to each "
               "device and to whoever verifies your maps\n",
               arguments.out.string(),
               public_file_of(arguments.out).string());
    return 0;
}

}  // namespace

Subcommand key_command()
{
    return {"key", "Make a key to approve session maps with.", [](Options& options) {
                const auto arguments = std::make_shared<KeyArguments>();
                options.required("action", arguments->action, "new");
                options.required(
                    "--out",
                    arguments->out,
                    "The secret key's file; the public one is written beside it (.pub)");
                return [arguments] { return make_key(*arguments); };
            }};
}

}  // namespace cli
