// SPDX-License-Identifier: MIT
// Makes the reference models, of the default person or of another sex, age and build.
#include "body.h"
#include "complexion.h"
#include "head.h"
#include "landmarks.h"
#include "paint_texture.h"
#include "polygonise.h"
#include "regions.h"
#include "remesh.h"
#include "write_ply.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>

namespace {

constexpr const char* usage =
    "usage: make_reference_models OUT_FOLDER [--only face|scalp|body] [--triangles N] "
    "[--sex f|m] [--age 20-90] [--build -1..1] [--picture 256-8192]";

struct Arguments {
    std::filesystem::path folder;
    std::optional<int> triangles;  // for each model, instead of its own number
    std::string only;              // a model's name; empty: all
    Traits traits;
    std::optional<int> picture_px;  // a side of the picture on the skin; without it there is none
};

// Places are given in the canonical person's frame, whose head or body gives the model's origin.
struct Model {
    std::string name;
    Sheet sheet;
    Vec3 origin;
    Field keep;  // of a canonical place from the origin: negative where a scanner saw the skin
    Box box;     // in the model's frame
    double cell_mm;
    Focus focus;
    RemeshSettings settings;
    std::vector<LandmarkRay> rays;
};

// What a scanner keeps of the bust: down to the collar bones, without the arms.
double on_the_bust(const Vec3& p)
{
    const double across = p.x / 120.0;
    const double below = -200.0 - 0.28 * p.z + 30.0 * across * across - p.y;
    const double aside = std::abs(p.x) - 126.0;
    return smooth_intersection(below, aside, 30.0);
}

// It walks round the front: ears and forehead are seen, the back of the head is not.
double seen_from_the_front(const Vec3& p)
{
    const double behind_the_neck = 0.34 * std::max(-60.0 - p.y, 0.0);
    const double back = -46.0 + 40.0 * smooth_step(20, 150, p.y) - behind_the_neck - p.z;
    return smooth_intersection(back, on_the_bust(p), 30.0);
}

Model face_model()
{
    return {"face",
            Sheet::bust,
            head_place,
            seen_from_the_front,
            {{-150, -250, -120}, {150, 150, 145}},
            2.0,
            {},
            {.triangles = 60000, .shortest_mm = 0.55, .longest_mm = 4.5},
            head_rays()};
}

Model scalp_model()
{
    return {"scalp",
            Sheet::bust,
            head_place,
            on_the_bust,
            {{-150, -260, -155}, {150, 150, 145}},
            2.0,
            {},
            {.triangles = 72000, .shortest_mm = 0.6, .longest_mm = 5.0},
            head_rays()};
}

Model body_model(double scale)
{
    return {"body",
            Sheet::body,
            Vec3(0),
            [](const Vec3&) { return -1.0; },
            // The grid grows with the person: it meets the gaps between fingers in the same places.
            {scale * Vec3(-650, -20, -260), scale * Vec3(650, 1690, 350)},
            scale * 4.0,
            {scale * Vec3(0, 1515, 20), scale * 130},
            {.triangles = 90000, .shortest_mm = 1.2, .longest_mm = 14.0},
            body_rays()};
}

// A model of one person, with everything in the model's own frame.
class Sitting {
public:
    Sitting(const Model& model, const Traits& traits)
        : model_(model)
        , body_(traits)
        , origin_(body_.person().placed(model.origin))
    {
    }

    double skin(const Vec3& p) const { return body_(p + origin_); }
    Vec3 canonical(const Vec3& p) const { return body_.person().canonical(p + origin_); }
    double keep(const Vec3& p) const { return model_.keep(canonical(p) - model_.origin); }

    std::vector<Vec3> normals_of(const Mesh& mesh) const
    {
        const Field field = [this](const Vec3& p) { return skin(p); };
        std::vector<Vec3> normals;
        for (const Vec3& p : mesh.positions)
            normals.push_back(glm::normalize(gradient(field, p)));
        return normals;
    }
    std::vector<Vec3> colours_of(const Mesh& mesh, const std::vector<Vec3>& normals) const
    {
        std::vector<Vec3> colours;
        for (std::size_t v = 0; v < normals.size(); ++v)
            colours.push_back(
                complexion(canonical(mesh.positions[v]), normals[v], body_.person().traits()));
        return colours;
    }
    std::vector<CornerPlaces> places_of(const Mesh& mesh) const
    {
        return texture_places(
            mesh, [this](const Vec3& p) { return canonical(p); }, model_.sheet);
    }
    Painting painting_of(const Mesh& mesh,
                         const std::vector<Vec3>& normals,
                         const std::vector<CornerPlaces>& places,
                         int side) const
    {
        const auto close_up = [this](const Vec3& p, const Vec3& normal) {
            return complexion_close_up(canonical(p), normal, body_.person().traits());
        };
        return painted(mesh, normals, places, side, close_up, complexion_ground);
    }

    std::vector<Landmark> landmarks() const
    {
        const auto placed = [this](const Vec3& p) {
            return body_.person().placed(p + model_.origin) - origin_;
        };
        const Field field = [&](const Vec3& p) { return skin(placed(p)); };
        std::vector<Landmark> found;
        for (const Landmark& landmark : landmarks_on(field, model_.rays))
            if (model_.keep(landmark.place) < 0.0)
                found.push_back({landmark.name, placed(landmark.place)});
        return found;
    }

private:
    const Model& model_;
    Body body_;
    Vec3 origin_;
};

void report(const std::string& name, const Mesh& mesh)
{
    const Quality quality = measured(mesh);
    std::printf("%s: %zu vertices, %zu triangles, %d border loops, least angle %.1f degrees, "
                "%.3f %% below 20, %.2f %% below 30\n",
                name.c_str(),
                mesh.positions.size(),
                mesh.triangles.size(),
                quality.boundary_loops,
                quality.least_angle_deg,
                quality.percent_below_20_deg,
                quality.percent_below_30_deg);
}

void write_skin(const std::filesystem::path& stem,
                const Mesh& mesh,
                const Sitting& sitting,
                std::optional<int> picture_px)
{
    const std::string ply = stem.string() + ".ply";
    const std::vector<Vec3> normals = sitting.normals_of(mesh);
    const std::vector<Vec3> colours = sitting.colours_of(mesh, normals);
    if (!picture_px) return write_ply(ply, mesh, colours);
    const std::vector<CornerPlaces> places = sitting.places_of(mesh);
    const std::string picture = stem.filename().string() + ".jpg";
    write_jpeg(stem.parent_path() / picture,
               sitting.painting_of(mesh, normals, places, *picture_px));
    write_ply(ply, mesh, colours, places, picture);
}

void make(const Model& model, const Arguments& arguments)
{
    const Sitting sitting(model, arguments.traits);
    const Field skin = [&](const Vec3& p) { return sitting.skin(p); };
    const Field keep = [&](const Vec3& p) { return sitting.keep(p); };
    RemeshSettings settings = model.settings;
    if (arguments.triangles) settings.aim_at(*arguments.triangles);
    // A coarser grid saves time, but one above 4 mm would join fingers and toes.
    const double cell_mm =
        settings.triangles < 10000 ? std::min(1.5 * model.cell_mm, 4.0) : model.cell_mm;
    const Mesh closed = polygonised(skin, model.box, cell_mm, model.focus);
    const Mesh rough = largest_piece(clipped(closed, keep));
    const Mesh mesh = remeshed(rough, skin, keep, settings);
    check_manifold(mesh, model.name);
    const std::filesystem::path stem = arguments.folder / model.name;
    const auto canonical = [&](const Vec3& p) { return sitting.canonical(p); };
    write_skin(stem, mesh, sitting, arguments.picture_px);
    write_regions(stem.string() + ".regions.json", model.name, mesh, canonical);
    write_landmarks(stem.string() + ".landmarks.json", model.name, sitting.landmarks());
    report(model.name, mesh);
}

double number_in(const std::string& option, const char* word, double low, double high)
{
    char* end = nullptr;
    const double value = std::strtod(word, &end);
    if (end == word || *end != '\0' || !(value >= low && value <= high)) {
        char sentence[120];
        std::snprintf(sentence,
                      sizeof sentence,
                      "%s takes a number from %g to %g",
                      option.c_str(),
                      low,
                      high);
        throw std::runtime_error(sentence);
    }
    return value;
}

void take(const std::string& option, const char* word, Arguments& into)
{
    const std::string value = word;
    if (option == "--only" && (value == "face" || value == "scalp" || value == "body"))
        into.only = value;
    else if (option == "--triangles")
        into.triangles = static_cast<int>(number_in(option, word, 2000, 2e7));
    else if (option == "--sex" && (value == "f" || value == "m"))
        into.traits.male = value == "m" ? 1.0 : 0.0;
    else if (option == "--age")
        into.traits.age = number_in(option, word, 20, 90);
    else if (option == "--picture")
        into.picture_px = static_cast<int>(number_in(option, word, 256, 8192));
    else if (option == "--build")
        into.traits.build = number_in(option, word, -1, 1);
    else
        throw std::runtime_error(usage);
}

Arguments parsed(int count, char** words)
{
    if (count < 2 || count % 2 != 0) throw std::runtime_error(usage);
    Arguments arguments;
    arguments.folder = words[1];
    for (int i = 2; i < count; i += 2)
        take(words[i], words[i + 1], arguments);
    return arguments;
}

}  // namespace

int main(int count, char** words)
{
    try {
        const Arguments arguments = parsed(count, words);
        std::filesystem::create_directories(arguments.folder);
        const double scale = Person(arguments.traits).scale();
        for (const Model& model : {face_model(), scalp_model(), body_model(scale)})
            if (arguments.only.empty() || arguments.only == model.name) make(model, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
}
