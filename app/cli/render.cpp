// SPDX-License-Identifier: MIT
// mesomap render: a picture of a scan, and of the plan on it, without any display.
#include "base/error.h"
#include "base/units.h"
#include "cli/documents.h"
#include "cli/film.h"
#include "cli/landmarks_input.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "cli/view_film.h"
#include "render/known_scene.h"
#include "render/photographer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <malloc.h>

#include <charconv>
#include <future>
#include <memory>

namespace cli {
namespace {

constexpr std::uint32_t least_side = 64;
constexpr std::uint32_t most_side = 8192;

constexpr unsigned most_frames = 3600;

struct RenderArguments {
    std::filesystem::path scan;
    std::string view = "front";
    std::string size = "1600x1200";
    std::string frame = "zones";
    std::string background = "studio";
    std::string numbers = "on";
    std::filesystem::path out;
    std::optional<std::filesystem::path> map;
    std::optional<std::string> unit;
    std::optional<std::string> inset;
    std::optional<std::string> region;
    std::optional<std::filesystem::path> after;
    std::optional<std::filesystem::path> after_map;
    std::optional<std::string> turntable;
    std::optional<std::filesystem::path> views;
    std::optional<std::filesystem::path> landmarks;
    bool structures = false;
    bool regions = false;
    bool sheet = false;
    bool json = false;
};

std::optional<unsigned> number_in(std::string_view digits, unsigned least, unsigned most)
{
    unsigned number = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = failure == std::errc() && end == digits.data() + digits.size();
    if (!whole || number < least || number > most) return std::nullopt;
    return number;
}

gpu::Extent size_in(const std::string& word)
{
    const std::size_t cross = word.find('x');
    const std::string_view text = word;
    const auto width = number_in(text.substr(0, cross), least_side, most_side);
    const auto height = cross == std::string::npos
                            ? std::nullopt
                            : number_in(text.substr(cross + 1), least_side, most_side);
    if (!width || !height)
        throw base::Error(fmt::format("--size {} is no picture size; say WIDTHxHEIGHT in pixels, "
                                      "each from {} to {}.",
                                      word,
                                      least_side,
                                      most_side));
    return {*width, *height};
}

/// Of a picture without margins and legend: one with them shows less.
double mm_per_pixel(const geometry::Mesh& mesh, render::View view, gpu::Extent size)
{
    const render::Area all{0, 0, float(size.width), float(size.height)};
    std::vector<glm::vec3> some;
    for (std::size_t i = 0; i < mesh.positions.size(); i += 16)
        some.push_back(mesh.positions[i]);
    return 1 / render::framed(view, some, some, all).pixels_per_mm();
}

struct Sitter {
    render::PlanScene scene;
    std::optional<session::SessionMap> map;
};

/// Large scans are drawn no finer than a picture of this kind can show.
struct Wish {
    render::View view;
    gpu::Extent size;
    bool structures = false;  // of the map's landmarks
};

Sitter sitter_of(const std::filesystem::path& scan,
                 const std::optional<std::filesystem::path>& map_file,
                 const std::optional<std::string>& unit,
                 const Wish& wish)
{
    const std::string name = scan.filename().string();
    const std::optional<base::LengthUnit> given = unit_said(unit);
    if (!map_file) {
        const auto bare = load_scan(scan, given, false);
        const double finest = mm_per_pixel(bare->mesh, wish.view, wish.size);
        return {render::scene_of(*bare, name, finest), std::nullopt};
    }
    // A picture of a changed map would look as trustworthy as one of a whole map.
    session::SessionMap map = load_sealed_map(*map_file).map;
    const auto of_map = base::length_unit_named(map.scan.unit);
    if (given && given != of_map)
        throw base::Error(fmt::format("--unit {} contradicts {}, which has its scan in {}.",
                                      *unit,
                                      map_file->filename().string(),
                                      map.scan.unit));
    if (wish.structures && map.landmarks.empty())
        throw base::Error(fmt::format("{} was planned without landmarks, so no structure is known.",
                                      map_file->filename().string()));
    render::PlanScene scene =
        render::scene_of(*load_scan(scan, of_map),
                         map,
                         name,
                         wish.structures ? render::Structures::shown : render::Structures::hidden);
    return {std::move(scene), std::move(map)};
}

/// The scan with the structures that its landmarks place.
Sitter sitter_with_structures(const RenderArguments& arguments)
{
    const auto scan = load_scan(arguments.scan, unit_said(arguments.unit), false);
    const geometry::Topology topology(scan->mesh);
    const geometry::Surface surface = geometry::build_surface(scan->mesh);
    const auto bvh = std::make_shared<const geometry::Bvh>(surface.mesh);
    const anatomy::Patient patient = load_patient(*arguments.landmarks, {surface.mesh, *bvh});
    say_remarks(patient);
    return {render::scene_of(*scan,
                             {topology, surface, bvh, patient.structures},
                             arguments.scan.filename().string()),
            std::nullopt};
}

/// The scan with the regions that follow from its landmarks.
Sitter sitter_with_regions(const RenderArguments& arguments)
{
    const auto scan = load_scan(arguments.scan, unit_said(arguments.unit), false);
    const geometry::Surface surface = geometry::build_surface(scan->mesh);
    const auto bvh = std::make_shared<const geometry::Bvh>(surface.mesh);
    const anatomy::Patient patient = load_patient(*arguments.landmarks, {surface.mesh, *bvh});
    for (const std::string& remark : patient.remarks)
        fmt::print("{}\n", remark);
    return {
        render::scene_of(*scan,
                         {surface, bvh, anatomy::Regions(patient.landmarks, {surface.mesh, *bvh})},
                         arguments.scan.filename().string()),
        std::nullopt};
}

Sitter sitter_for(const RenderArguments& arguments, const Wish& wish)
{
    if (arguments.structures && !arguments.map) return sitter_with_structures(arguments);
    if (arguments.regions) return sitter_with_regions(arguments);
    return sitter_of(arguments.scan, arguments.map, arguments.unit, wish);
}

render::PhotoSettings photo_settings(const RenderArguments& arguments)
{
    return {.size = size_in(arguments.size),
            .frames_zones = arguments.frame == "zones",
            .studio = arguments.background == "studio",
            .numbers = arguments.numbers == "on"};
}

/// One kind of picture at a time, and only with the options that belong to it.
void refuse_contradictions(const RenderArguments& arguments)
{
    const bool pair = arguments.after || arguments.after_map;
    const bool film = arguments.turntable || arguments.views;
    if (int(pair) + int(arguments.sheet) + int(film) > 1 ||
        (arguments.turntable && arguments.views))
        throw base::Error("Choose one of --sheet, --turntable, --views and --after.");
    const bool plate = arguments.structures || arguments.regions;
    const char* name = arguments.structures ? "--structures" : "--regions";
    if (arguments.structures && arguments.regions)
        throw base::Error("Choose one of --structures and --regions.");
    if (plate && !arguments.landmarks && !arguments.map)
        throw base::Error(fmt::format("{} follow from landmarks: give --landmarks.", name));
    if (arguments.landmarks && (!plate || arguments.map))
        throw base::Error("--landmarks are for --structures or --regions without a map, which has "
                          "its own.");
    if ((plate && pair) || (arguments.regions && arguments.map))
        throw base::Error(fmt::format("{} belong to a picture of one scan.", name));
    if (arguments.inset && !arguments.map)
        throw base::Error("--inset looks into a point of a map: give --map.");
    if (arguments.inset && (pair || arguments.sheet || film))
        throw base::Error("--inset belongs to a picture of one view.");
    if (arguments.region && !arguments.inset)
        throw base::Error("--region tells where the skin of --inset is: give --inset.");
}

unsigned frames_of(const RenderArguments& arguments)
{
    const auto frames = number_in(*arguments.turntable, 2, most_frames);
    if (!frames)
        throw base::Error(fmt::format("--turntable {} is no number of frames from 2 to {}.",
                                      *arguments.turntable,
                                      most_frames));
    return *frames;
}

unsigned frames_of_film(const std::vector<tools::ViewStep>& views, const std::string& name)
{
    const unsigned frames = cli::frames_of(views);
    if (frames > most_frames)
        throw base::Error(fmt::format("{} lasts {:.0f} s, and a film at most {} s.",
                                      name,
                                      views.back().at_s,
                                      most_frames / frames_per_second));
    return frames;
}

std::optional<render::Inset> inset_in(const RenderArguments& arguments, const Sitter& sitter)
{
    if (!arguments.inset) return std::nullopt;
    const auto order = number_in(*arguments.inset, 1, UINT32_MAX);
    if (!order)
        throw base::Error(
            fmt::format("--inset {} is no number of a point: 1, 2, 3, ...", *arguments.inset));
    return render::inset_of(*sitter.map, *order, arguments.region);
}

render::Picture pair_in(const RenderArguments& arguments,
                        gpu::Device& device,
                        render::Photographer& before,
                        render::View view)
{
    const render::PhotoSettings settings = photo_settings(arguments);
    Sitter other = sitter_of(arguments.after.value_or(arguments.scan),
                             arguments.after_map,
                             arguments.unit,
                             {view, settings.size});
    render::Photographer after(render::SceneRenderer(device), std::move(other.scene), settings);
    return render::pair_of(before, after, view, settings);
}

void print_facts(const RenderArguments& arguments, const gpu::Device& device)
{
    const gpu::MemoryReport memory = device.memory();
    const nlohmann::ordered_json facts{{"out", arguments.out.string()},
                                       {"device", device.name()},
                                       {"gpu_memory",
                                        {{"buffers_bytes", memory.buffers},
                                         {"transfers_bytes", memory.transfers},
                                         {"images_bytes", memory.images},
                                         {"most_bytes", memory.most},
                                         {"size_bytes", memory.size},
                                         {"budget_bytes", memory.budget},
                                         {"driver_tells_budget", memory.driver_tells_budget}}}};
    // A file name need not be UTF-8; JSON must be.
    const auto replace = nlohmann::ordered_json::error_handler_t::replace;
    fmt::print("{}\n", facts.dump(2, ' ', false, replace));
}

/// What takes pictures. It takes a moment to set up, in which the scan is read.
struct Darkroom {
    gpu::Device device;
    render::SceneRenderer renderer{device};

    Darkroom() { render::draw_known_scene(renderer, device.name()); }
};

/// Meshes are made, copied and freed in large pieces. Given back to the system each time, they have
/// to be cleared anew, which was a twentieth of the time from start to picture.
void keep_freed_memory()
{
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);  // never
}

int render_picture(const RenderArguments& arguments)
{
    keep_freed_memory();
    const render::View view = render::view_named(arguments.view);
    const render::PhotoSettings settings = photo_settings(arguments);
    refuse_contradictions(arguments);
    std::vector<tools::ViewStep> views;
    if (arguments.views) views = load_views(*arguments.views);
    const unsigned frames = arguments.views ? frames_of_film(views, arguments.views->filename())
                            : arguments.turntable ? frames_of(arguments)
                                                  : 0;
    if (frames > 0) check_film_can_be_written(arguments.out);
    auto coming = std::async(std::launch::async, [] { return std::make_unique<Darkroom>(); });
    Sitter sitter = sitter_for(arguments, {view, settings.size, arguments.structures});
    const std::optional<render::Inset> inset = inset_in(arguments, sitter);
    const bool alone = frames == 0 && !arguments.sheet && !arguments.after && !arguments.after_map;
    if (alone) sitter.scene.legend.subtitle += fmt::format(", {} view", render::name_of(view));

    const std::unique_ptr<Darkroom> darkroom = coming.get();
    if (arguments.views) {
        ViewFilm film(darkroom->device, std::move(sitter.scene), std::move(views), settings);
        write_film(arguments.out, frames, [&](unsigned i) { return film.frame(i); });
        if (arguments.json) print_facts(arguments, darkroom->device);
        return 0;
    }
    render::Photographer photographer(
        std::move(darkroom->renderer), std::move(sitter.scene), settings);
    if (frames > 0)
        write_film(
            arguments.out, frames, [&](unsigned i) { return photographer.turned(i, frames); });
    else if (arguments.sheet)
        render::write_png(arguments.out, render::clinical_sheet(photographer, settings));
    else if (!alone)
        render::write_png(arguments.out, pair_in(arguments, darkroom->device, photographer, view));
    else
        render::write_png(arguments.out, photographer.plan(view, inset));
    if (arguments.json) print_facts(arguments, darkroom->device);
    return 0;
}

}  // namespace

Subcommand render_command()
{
    return {"render", "Draw a scan, and the plan on it, as a PNG picture.", [](Options& options) {
                const auto arguments = std::make_shared<RenderArguments>();
                options.file("scan", arguments->scan, "OBJ, PLY, STL, glTF, 3MF, ...");
                options.option("--map", arguments->map, "A session map of this scan");
                options.option(
                    "--view",
                    arguments->view,
                    "front, left, right, back, top, three-quarter, left-45, right-45 or crown");
                options.option("--size", arguments->size, "WIDTHxHEIGHT in pixels");
                options.choice("--frame",
                               arguments->frame,
                               {"zones", "scan"},
                               "Show the zones large, or all of the scan");
                options.choice("--background",
                               arguments->background,
                               {"studio", "transparent"},
                               "What lies behind the scan");
                options.choice("--numbers",
                               arguments->numbers,
                               {"on", "off"},
                               "Beside the points: the order of injection");
                options.option("--inset",
                               arguments->inset,
                               "Show the layers of skin below the point of this number, to scale");
                options.option("--region",
                               arguments->region,
                               "Where that is, if the zone's name does not tell");
                options.option("--after", arguments->after, "A second scan, beside the first");
                options.option("--after-map",
                               arguments->after_map,
                               "A second session map, of --after or of the same scan");
                options.option("--landmarks", arguments->landmarks, "Landmarks of the scan (JSON)");
                options.flag("--structures",
                             arguments->structures,
                             "Show what to avoid and to respect, as the landmarks place it");
                options.flag("--regions",
                             arguments->regions,
                             "Show the regions of the skin, as the landmarks give them");
                options.flag("--json",
                             arguments->json,
                             "Print the graphics device and what was taken of its memory as JSON");
                options.flag("--sheet",
                             arguments->sheet,
                             "All clinical views at one scale: profiles, 45 degrees, front, top");
                options.option(
                    "--turntable", arguments->turntable, "A film of a turn with so many frames");
                options.option("--views",
                               arguments->views,
                               "A film of the views that `mesomap window --record` kept");
                options.required("--out",
                                 arguments->out,
                                 "The PNG file to write; of a film a new folder, or an MP4 or GIF");
                options.option("--unit", arguments->unit, "mm, cm, dm, m or inch");
                return [arguments] { return render_picture(*arguments); };
            }};
}

}  // namespace cli
