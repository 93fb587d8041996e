// SPDX-License-Identifier: MIT
// mesomap window: plans on screen. `mesomap` alone shows the start screen.
#include "base/error.h"
#include "cli/case_input.h"
#include "cli/data_folder.h"
#include "cli/documents.h"
#include "cli/landmarks_input.h"
#include "cli/make_sampler.h"
#include "cli/map_output.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "cli/script_input.h"
#include "cli/view_film.h"
#include "session/workspace.h"
#include "shell/texts.h"
#include "shell/window_shell.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

namespace cli {
namespace {

namespace fs = std::filesystem;

struct WindowArguments {
    std::optional<fs::path> scan;
    std::optional<fs::path> case_file;
    std::optional<fs::path> request;
    std::optional<fs::path> landmarks;
    std::optional<fs::path> script;
    std::optional<std::string> unit;
    std::optional<fs::path> record;
    std::optional<fs::path> replay;
    std::string device = "auto";
    std::string gpu;
};

/// A person of the source tree's models, or nobody where they are not installed.
const std::vector<panels::ReferencePerson>& reference_people()
{
    using shell::to_say;
    static const std::vector<panels::ReferencePerson> people = [] {
        const fs::path folder = MESOMAP_REFERENCE_MODELS;
        std::vector<panels::ReferencePerson> all{
            {to_say("Face"),
             to_say("Front of the head, neck and collar bones"),
             folder / "face.ply"},
            {to_say("Scalp"), to_say("The whole head, hair shaved"), folder / "scalp.ply"},
            {to_say("Body"), to_say("A whole person, standing"), folder / "body.ply"}};
        std::erase_if(all, [](const auto& one) { return !fs::exists(one.scan); });
        return all;
    }();
    return people;
}

session::Request request_of(const WindowArguments& arguments)
{
    session::Request request;
    if (arguments.request) request = load_request(*arguments.request);
    if (arguments.unit) request.scan_unit = unit_said(arguments.unit);
    return request;
}

std::unique_ptr<shell::Subject> new_subject(const fs::path& file, const std::string& device)
{
    auto subject = std::make_unique<shell::Subject>();
    subject->name = file.filename().string();
    subject->file = file;
    subject->sampler = make_sampler(device);
    subject->workspace = std::make_unique<session::Workspace>(*subject->sampler);
    return subject;
}

using Begin = std::function<void(session::Workspace&)>;

void note_export(const session::SessionMap& map, session::CaseFile& file)
{
    file.note("exported", {{"map", checksum_of(map)}, {"points", map.totals.points}});
}

void note_visit(const session::SessionMap& map, int visit, session::CaseFile& file)
{
    file.note("acknowledged", {{"visit", visit}, {"map", checksum_of(map)}});
}

/// A case that is there. Its file stays open and locked as long as the subject lives.
std::unique_ptr<shell::Subject> case_subject(const fs::path& file,
                                             const std::string& device,
                                             const session::Secret* passphrase = nullptr)
{
    session::CaseAccess access;
    if (passphrase) access.passphrase = [passphrase] { return passphrase->copy(); };
    const auto opened = std::make_shared<session::CaseFile>(file, access);
    auto subject = new_subject(file, device);
    subject->exported = [opened](const session::SessionMap& map) { note_export(map, *opened); };
    subject->acknowledged = [opened](const session::SessionMap& map, int visit) {
        note_visit(map, visit, *opened);
    };
    subject->has_passphrase = opened->has_passphrase();
    subject->opens_with = [opened](const session::Secret& one) { return opened->opens_with(one); };
    subject->protect = [opened](const session::Secret& one) { opened->protect(one); };
    subject->read_scan = [opened] { return scan_in(*opened); };
    subject->begin = [opened](session::Workspace& begun) { session::go_on_with(*opened, begun); };
    subject->save_copy = [opened](const fs::path& copy, const base::Progress& progress) {
        opened->save_copy(copy, progress);
    };
    return subject;
}

/// A scan on which a new case begins; its file is made once the scan has been read.
std::unique_ptr<shell::Subject> new_case_subject(const fs::path& case_file,
                                                 const fs::path& scan,
                                                 std::optional<base::LengthUnit> unit,
                                                 const std::string& device,
                                                 const Begin& begin)
{
    auto subject = new_subject(case_file, device);
    subject->makes_file = true;
    const auto made = std::make_shared<std::optional<session::CaseFile>>();
    subject->read_scan = [=] {
        OpenCase opened = make_case(case_file, scan, unit);
        *made = std::move(opened.file);
        return opened.scan;
    };
    subject->begin = [made, begin](session::Workspace& begun) {
        session::go_on_with(**made, begun);
        begin(begun);
    };
    subject->save_copy = [made](const fs::path& copy, const base::Progress& progress) {
        (*made)->save_copy(copy, progress);
    };
    subject->opens_with = [made](const session::Secret& one) { return (*made)->opens_with(one); };
    subject->protect = [made](const session::Secret& one) { (*made)->protect(one); };
    subject->exported = [made](const session::SessionMap& map) { note_export(map, **made); };
    subject->acknowledged = [made](const session::SessionMap& map, int visit) {
        note_visit(map, visit, **made);
    };
    return subject;
}

/// In the folder of the cases that were begun in the window, a name that is still free:
/// "face.mesocase", "face 2.mesocase", ...
fs::path free_case_file(const fs::path& scan)
{
    const fs::path folder = data_folder() / "cases";
    std::error_code refused;
    fs::create_directories(folder, refused);
    const std::string name = scan.stem().string();
    fs::path file = folder / (name + ".mesocase");
    for (int number = 2; fs::exists(file, refused); ++number)
        file = folder / fmt::format("{} {}.mesocase", name, number);
    return file;
}

/// What was chosen in the window: a case goes on, a scan begins one. A reference person brings its
/// landmarks along.
std::unique_ptr<shell::Subject>
chosen_subject(const fs::path& file, const std::string& device, const session::Secret* passphrase)
{
    if (session::is_case_file(file)) return case_subject(file, device, passphrase);
    Begin begin = [](session::Workspace&) {};
    const auto is_this = [&file](const panels::ReferencePerson& one) { return one.scan == file; };
    fs::path landmarks = file;
    landmarks.replace_extension(".landmarks.json");
    if (std::ranges::any_of(reference_people(), is_this) && fs::exists(landmarks))
        begin = [landmarks](session::Workspace& begun) {
            begun.execute(session::SetLandmarks{load_landmarks(landmarks)});
        };
    return new_case_subject(free_case_file(file), file, std::nullopt, device, begin);
}

/// What the command line asks for; none for the start screen.
std::unique_ptr<shell::Subject> first_subject(const WindowArguments& arguments)
{
    const session::Request request = request_of(arguments);
    std::vector<session::Command> commands = request.commands;
    if (arguments.landmarks)
        commands.push_back(session::SetLandmarks{load_landmarks(*arguments.landmarks)});
    if (arguments.script)
        std::ranges::copy(load_script(*arguments.script), back_inserter(commands));
    const Begin begin = [commands](session::Workspace& begun) {
        for (const session::Command& command : commands)
            begun.execute(command);
    };
    const bool begins = arguments.case_file || arguments.request || arguments.landmarks ||
                        arguments.script || arguments.unit;
    if (!arguments.scan) {
        if (!begins && !arguments.record && !arguments.replay) return nullptr;
        throw base::Error("Which scan? Say it: `mesomap window SCAN`.");
    }
    const fs::path file = *arguments.scan;
    if (session::is_case_file(file)) {
        if (begins)
            throw base::Error("A case goes on as it is, without --case, --request, --landmarks, "
                              "--script and --unit.");
        return case_subject(file, arguments.device);
    }
    if (arguments.case_file)
        return new_case_subject(
            *arguments.case_file, file, request.scan_unit, arguments.device, begin);
    auto subject = new_subject(file, arguments.device);
    subject->read_scan = [file, unit = request.scan_unit] { return load_scan(file, unit); };
    subject->begin = begin;
    return subject;
}

/// Views belong to what the window was asked to begin with.
void add_views(const WindowArguments& arguments, const shell::ViewWish& views, shell::Subject& to)
{
    const bool is_first = to.file == arguments.scan || to.file == arguments.case_file;
    if (is_first) to.views = views;
}

int open_window(const WindowArguments& arguments)
{
    shell::ViewWish views{arguments.record, {}};
    if (arguments.replay) views.replay = load_views(*arguments.replay);
    shell::WindowSettings settings{
        .version = MESOMAP_VERSION,
        .gpu = arguments.gpu,
        .people = reference_people(),
        .open =
            [&](const fs::path& file, const session::Secret* passphrase) {
                auto chosen = chosen_subject(file, arguments.device, passphrase);
                add_views(arguments, views, *chosen);
                return chosen;
            },
        .locked = {},
        .write_map = write_outputs};
    std::unique_ptr<shell::Subject> first;
    try {
        first = first_subject(arguments);
        if (first) add_views(arguments, views, *first);
    } catch (const session::PassphraseNeeded&) {
        settings.locked = arguments.scan;  // the window asks for it
    }
    shell::show_window(settings, std::move(first));
    return 0;
}

}  // namespace

Subcommand window_command()
{
    return {
        "window",
        "Plan on screen: paint zones, see the points, export the map.",
        [](Options& options) {
            const auto arguments = std::make_shared<WindowArguments>();
            options.option(
                "scan", arguments->scan, "The scan file, or a case; else the start screen");
            options.option("--case",
                           arguments->case_file,
                           "A new case to keep the plan in, step by step, as it is made");
            options.option(
                "--request", arguments->request, "Zones to start with (mesomap.request, JSON)");
            options.option("--landmarks",
                           arguments->landmarks,
                           "The patient's landmarks (mesomap.landmarks, JSON)");
            options.option("--script",
                           arguments->script,
                           "Commands to replay first, one JSON line each, as `mesomap run` does");
            options.option("--record",
                           arguments->record,
                           "A file to keep the views in: how the scene is turned and to whom it is "
                           "shown (mesomap.views), for films and tests");
            options.option("--replay", arguments->replay, "Views to show again");
            options.option("--unit", arguments->unit, "Of a scan file that does not state its own");
            options.option("--gpu",
                           arguments->gpu,
                           "Draw with the device that has this in its name (`mesomap devices`)");
            device_option(options, arguments->device);
            return [arguments] { return open_window(*arguments); };
        }};
}

}  // namespace cli
