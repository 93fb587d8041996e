// SPDX-License-Identifier: MIT
#include "exporters/patient_file.h"

#include "base/embedded.h"
#include "base/error.h"
#include "clinic/series.h"
#include "clinic/tables.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <vector>

EMBEDDED_FILE(patient_page)
EMBEDDED_FILE(patient_css)
EMBEDDED_FILE(patient_viewer)

namespace exporters {
namespace {

std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char c : text)
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += c;
        }
    return safe;
}

/// JSON inside a script element must not end it, nor begin a comment.
std::string in_script(std::string json)
{
    for (std::size_t at = 0; (at = json.find('<', at)) != json.npos;)
        json.replace(at, 1, "\\u003c");
    return json;
}

/// Words of the tables, with their sources remembered for the page's end.
class Words {
public:
    std::string text(std::string_view table, std::string_view subject, std::string_view field)
    {
        for (const clinic::Fact& fact : clinic::facts_in(table))
            if (fact.subject == subject && fact.field == field) {
                sources_.insert({fact.source, clinic::describe_source(fact.source)});
                return escaped(fact.value);
            }
        throw base::Error(fmt::format("{}.csv has no \"{}\" for {}.", table, field, subject));
    }

    std::string rows(std::string_view table, std::initializer_list<const char*> subjects)
    {
        std::string html;
        for (const char* subject : subjects)
            html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>",
                                text(table, subject, "patient_when"),
                                text(table, subject, "patient"));
        return html;
    }

    std::string paragraph(std::string_view table, std::string_view subject)
    {
        return "<p>" + text(table, subject, "patient") + "</p>";
    }

    std::string sources() const
    {
        std::string html;
        for (const auto& [key, words] : sources_)
            html += "<p>" + escaped(words) + "</p>";
        return html;
    }

private:
    std::map<std::string, std::string> sources_;
};

std::string count_of(std::uint32_t count, const char* one, const char* more)
{
    return fmt::format("{} {}", count, count == 1 ? one : more);
}

std::string lead(const session::SessionMap& map)
{
    std::string words =
        fmt::format("{} in {}",
                    count_of(map.totals.points, "tiny injection", "tiny injections"),
                    count_of(map.totals.zones, "area", "areas"));
    if (map.clinic.on) words += ", on " + clinic::text_of(*map.clinic.on);
    words += ".";
    if (map.clinic.visit > 1)
        words += fmt::format(" This is visit {} of your series.", map.clinic.visit);
    if (const int days = clinic::least_interval_days(map.clinic.substances()); days > 0)
        words += fmt::format(" Between two visits there are at least {} days.", days);
    return words;
}

std::string zone_cards(const session::SessionMap& map)
{
    std::string html;
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
        const session::MapZone& zone = map.zones[i];
        const Ink ink = patient_colour(i);
        std::string products;
        if (const clinic::Mixture* mixture =
                zone.aim.mixture ? map.clinic.mixture(*zone.aim.mixture) : nullptr)
            for (const clinic::Ingredient& ingredient : mixture->ingredients)
                if (!ingredient.product.empty())
                    products += (products.empty() ? ", with " : " and ") + ingredient.product;
        html += fmt::format(
            "<button type=\"button\" class=\"zone\" data-zone=\"{}\" aria-pressed=\"false\">"
            "<i style=\"background:rgb({:.0f},{:.0f},{:.0f})\"></i><b>{}</b><em>show</em>"
            "<span>{}, up to {:.3g} mm deep{}</span></button>",
            i,
            ink.red * 255,
            ink.green * 255,
            ink.blue * 255,
            escaped(zone.name),
            count_of(zone.points, "tiny injection", "tiny injections"),
            zone.depth_mm,
            escaped(products));
    }
    return html;
}

std::string pictures(std::span<const PatientPicture> all)
{
    std::string html;
    for (const PatientPicture& picture : all)
        html += fmt::format("<figure><img alt=\"{0}\" src=\"data:image/png;base64,{1}\">"
                            "<figcaption>{0}</figcaption></figure>",
                            escaped(picture.title),
                            base64_of(picture.png));
    return html;
}

constexpr std::string_view looks =
    R"(<button type="button" data-look="[-1,0.1,0]">Your right</button>)"
    R"(<button type="button" data-look="[0,0.1,1]">Front</button>)"
    R"(<button type="button" data-look="[1,0.1,0]">Your left</button>)"
    R"(<button type="button" data-look="home">All</button>)";

/// The page with each @word@ that it knows replaced, once through: what is put in is not looked at.
std::string filled(std::string_view page,
                   const std::map<std::string, std::string, std::less<>>& words)
{
    std::string html;
    while (true) {
        const std::size_t start = page.find('@');
        const std::size_t end = start == page.npos ? start : page.find('@', start + 1);
        if (end == page.npos) return html.append(page);
        const auto found = words.find(page.substr(start + 1, end - start - 1));
        if (found == words.end()) {
            html.append(page.substr(0, start + 1));
            page.remove_prefix(start + 1);
            continue;
        }
        html.append(page.substr(0, start)).append(found->second);
        page.remove_prefix(end + 1);
    }
}

}  // namespace

std::string_view patient_viewer()
{
    return embedded_patient_viewer();
}

std::string patient_file_of(const PatientFile& file)
{
    const session::SessionMap& map = file.skin.map;
    Words words;
    const std::string before = words.rows("care", {"no_aspirin", "before", "day"});
    const std::string after = words.rows("care", {"hours_12", "hours_24", "hours_48", "days_7"});
    const std::string notice =
        words.rows("adverse_events", {"redness_oedema_itch_pain", "bruising"});
    const std::string call =
        words.paragraph("care", "any_time") +
        words.paragraph("adverse_events", "allergic_reaction_urticaria_anaphylaxis") +
        words.paragraph("adverse_events", "vascular_occlusion_or_vision_change");
    return filled(
        embedded_patient_page(),
        {{"css", std::string(embedded_patient_css())},
         {"pictures", pictures(file.pictures)},
         {"looks", std::string(looks)},
         {"for", file.name.empty() ? "" : "<p class=\"for\">For " + escaped(file.name) + "</p>"},
         {"lead", lead(map)},
         {"zones", zone_cards(map)},
         {"before", before},
         {"after", after},
         {"notice", notice},
         {"call", call},
         {"sources", words.sources()},
         {"plan_id", file.map_sha256.substr(0, 12)},
         {"version", map.made_by},
         {"plan", in_script(patient_scene_of(file.skin, file.colours))},
         {"viewer", std::string(file.viewer)}});
}

}  // namespace exporters
