// SPDX-License-Identifier: MIT
#include "cli/plan_exports.h"

#include "base/error.h"
#include "cli/chart.h"
#include "cli/scan_input.h"
#include "exporters/dicom.h"
#include "exporters/fhir.h"
#include "exporters/gcode.h"
#include "exporters/glb.h"
#include "exporters/pinned_stl.h"
#include "exporters/settings_card.h"
#include "exporters/stencil.h"
#include "geometry/texture.h"
#include "render/picture.h"
#include "render/scene.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace cli {
namespace {

std::string sha256_of(const ExportWish& wish)
{
    return nlohmann::json::parse(wish.text).at("checksum");
}

std::vector<exporters::Ink> colours_of(const session::SessionMap& map)
{
    std::vector<exporters::Ink> colours;
    for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
        const render::Colour colour = render::zone_colour(zone);
        colours.push_back({colour.red, colour.green, colour.blue});
    }
    return colours;
}

exporters::PaperSize paper_of(const ExportWish& wish)
{
    return wish.paper == "letter" ? exporters::letter : exporters::a4;
}

std::string png_of(const geometry::Texture& texture)
{
    render::Picture picture{texture.width, texture.height, {}};
    picture.rgba.reserve(texture.pixels.size() * 4);
    for (const glm::u8vec4& pixel : texture.pixels)
        picture.rgba.insert(picture.rgba.end(), {pixel.x, pixel.y, pixel.z, pixel.w});
    return render::png_of(picture);
}

}  // namespace

std::shared_ptr<const geometry::Scan> scan_of(const ExportWish& wish)
{
    auto scan = load_scan_of(wish.scan_is, *wish.scan);
    if (wish.alias.empty()) return scan;
    auto plain = std::make_shared<geometry::Scan>(*scan);
    plain->mesh.colours.clear();
    plain->picture.reset();
    plain->sha256 = wish.map.scan.sha256;  // it goes by the alias too
    return plain;
}

std::string glb_of(const ExportWish& wish)
{
    const auto scan = scan_of(wish);
    const session::VerifiedSkin skin(wish.map, *scan);
    const std::vector<exporters::Ink> colours = colours_of(wish.map);
    return exporters::glb_of({skin,
                              sha256_of(wish),
                              colours,
                              scan->picture ? png_of(*scan->picture->texture) : std::string()});
}

std::string stencil_of(const ExportWish& wish)
{
    const bool is_svg = wish.out.extension() == ".svg";
    if (!is_svg && wish.out.extension() != ".pdf")
        throw base::Error("A stencil is a PDF or an SVG: let --out end in .pdf or .svg.");
    const auto scan = scan_of(wish);
    const exporters::FlatZones flat = exporters::flat_zones(session::VerifiedSkin(wish.map, *scan));
    for (const std::string& sentence : flat.not_flat)
        std::cerr << "mesomap: " << sentence << '\n';
    const std::vector<exporters::Ink> colours = colours_of(wish.map);
    const exporters::Stencil stencil{wish.map, flat, sha256_of(wish), colours};
    return is_svg ? exporters::stencil_svg(stencil)
                  : exporters::stencil_pdf(stencil, paper_of(wish));
}

std::string card_of(const ExportWish& wish)
{
    const std::vector<exporters::Ink> colours = colours_of(wish.map);
    return exporters::settings_card_of({wish.map, sha256_of(wish), colours}, paper_of(wish));
}

std::string gcode_of(const ExportWish& wish)
{
    const auto scan = scan_of(wish);
    const geometry::Bvh bvh(scan->mesh);
    const clinic::Injector& arm = clinic::injector("arm");
    const session::DryRun run = session::dry_run(wish.map, scan->mesh, bvh, arm);
    return exporters::gcode_of({wish.map, sha256_of(wish), scan->mesh, bvh, arm, run});
}

std::string fhir_of(const ExportWish& wish)
{
    return exporters::fhir_of(wish.map, wish.text, sha256_of(wish), wish.alias);
}

std::string dicom_pdf_of(const ExportWish& wish)
{
    const std::string chart = chart_of(wish);
    return exporters::dicom_pdf_of({wish.map, sha256_of(wish), chart, wish.name, wish.alias});
}

std::string dicom_stl_of(const ExportWish& wish)
{
    const auto scan = scan_of(wish);
    const std::string sha256 = sha256_of(wish);
    return exporters::dicom_stl_of({wish.map,
                                    sha256,
                                    exporters::pinned_stl_of(wish.map, *scan, sha256),
                                    wish.name,
                                    wish.alias});
}

}  // namespace cli
