// SPDX-License-Identifier: MIT
#include "exporters/clinic_page.h"

#include "clinic/subjects.h"
#include "clinic/table.h"
#include "clinic/tables.h"
#include "session/session_map.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <set>
#include <string_view>
#include <vector>

namespace exporters {
namespace {

using clinic::Fact;
using clinic::Standing;

constexpr std::string_view style = R"css(
:root { --ink: #1d2733; --soft: #5a6675; --line: #d9dfe6; --paper: #ffffff; --band: #f4f6f9;
        --memory: #8a4b00; --memory-paper: #fff3df; --label: #7a1f3d; --label-paper: #fdeaf0;
        --published: #1c5a3c; --published-paper: #e7f4ec; --calculated: #2b4a80;
        --calculated-paper: #e8effb; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper);
       font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 32px 28px 80px; }
h1 { font-size: 28px; margin: 0 0 6px; letter-spacing: -0.01em; }
h2 { font-size: 19px; margin: 44px 0 4px; scroll-margin-top: 12px; }
p { max-width: 72ch; margin: 6px 0; }
.soft { color: var(--soft); }
nav { columns: 3 220px; margin: 20px 0; padding: 14px 18px; background: var(--band);
      border-radius: 8px; }
nav a { display: flex; justify-content: space-between; gap: 12px; color: inherit;
        text-decoration: none; padding: 2px 0; break-inside: avoid; }
nav a:hover { text-decoration: underline; }
nav span { color: var(--soft); font-variant-numeric: tabular-nums; }
.sums { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0; padding: 0; list-style: none; }
.sums li { padding: 8px 14px; border-radius: 8px; }
.sums b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin: 10px 0 0; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: 5px 10px;
         border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: var(--paper); font-size: 12px; color: var(--soft);
           border-bottom: 2px solid var(--ink); }
tbody tr.first > * { border-top: 1px solid var(--soft); }
tbody th { font-weight: 600; }
td.value { font-variant-numeric: tabular-nums; }
td.source a { color: var(--soft); font-size: 13px; }
tr:target > * { background: var(--memory-paper); }
.standing { display: inline-block; padding: 1px 8px; border-radius: 9px; font-size: 12px;
            white-space: nowrap; }
.memory { color: var(--memory); background: var(--memory-paper); }
.label { color: var(--label); background: var(--label-paper); }
.published { color: var(--published); background: var(--published-paper); }
.calculated { color: var(--calculated); background: var(--calculated-paper); }
.box { display: inline-block; width: 15px; height: 15px; border: 1.5px solid var(--soft);
       border-radius: 3px; }
.sign { display: grid; grid-template-columns: repeat(3, 1fr); gap: 24px; margin: 28px 0 8px; }
.sign div { border-top: 1.5px solid var(--ink); margin-top: 44px; padding-top: 4px;
            color: var(--soft); font-size: 13px; }
@media print { main { max-width: none; padding: 0; } thead th { position: static; }
               h2 { break-after: avoid; } tr { break-inside: avoid; } }
)css";

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

struct StandingLook {
    Standing standing;
    std::string_view css, word;
};
constexpr std::array<StandingLook, 4> looks{{{Standing::label, "label", "drug label"},
                                             {Standing::published, "published", "published"},
                                             {Standing::calculated, "calculated", "calculated"},
                                             {Standing::from_memory, "memory", "from memory"}}};

const StandingLook& look_of(Standing standing)
{
    for (const StandingLook& look : looks)
        if (look.standing == standing) return look;
    return looks.back();
}

/// Each key leads to the list of sources at the end, and tells its title when pointed at.
std::string links_of(std::string_view keys)
{
    std::vector<std::string> links;
    for (const std::string& key : clinic::parts_of(keys))
        links.push_back(fmt::format("<a href=\"#source-{0}\" title=\"{1}\">{0}</a>",
                                    escaped(key),
                                    escaped(clinic::describe_source(key))));
    return fmt::format("{}", fmt::join(links, " "));
}

void add_row(const Fact& fact, bool first, std::string& page)
{
    const StandingLook& look = look_of(fact.standing);
    const std::string unit = fact.unit == "text" ? "" : " " + fact.unit;
    fmt::format_to(std::back_inserter(page),
                   "<tr{}><th scope=\"row\">{}</th><td>{}</td><td class=\"value\">{}{}</td>"
                   "<td class=\"source\">{}</td><td><span class=\"standing {}\">{}</span></td>"
                   "<td><span class=\"box\"></span></td></tr>\n",
                   first ? " class=\"first\"" : "",
                   first ? escaped(clinic::words_of_id(fact.subject)) : "",
                   escaped(clinic::words_of_id(fact.field)),
                   escaped(fact.value),
                   escaped(unit),
                   links_of(fact.source),
                   look.css,
                   look.word);
}

void add_table(const clinic::ClinicalTable& table, std::string& page)
{
    const std::vector<Fact>& facts = clinic::facts_in(table.name);
    fmt::format_to(
        std::back_inserter(page),
        "<section id=\"{0}\"><h2>{1}</h2><p class=\"soft\">assets/clinical/{0}.csv, {2} "
        "facts</p>\n<table><colgroup><col style=\"width:19%\"><col style=\"width:17%\">"
        "<col style=\"width:36%\"><col style=\"width:13%\"><col style=\"width:11%\">"
        "<col style=\"width:4%\"></colgroup><thead><tr><th>Row</th><th>Fact</th>"
        "<th>Value</th><th>Source</th><th>Standing</th><th>OK</th></tr></thead><tbody>\n",
        table.name,
        escaped(table.title),
        facts.size());
    std::string_view before;
    for (const Fact& fact : facts) {
        add_row(fact, fact.subject != before, page);
        before = fact.subject;
    }
    page += "</tbody></table></section>\n";
}

void add_left_out(std::string& page)
{
    fmt::format_to(std::back_inserter(page),
                   "<section id=\"left_out\"><h2>What is left out, and why</h2><table><thead><tr>"
                   "<th>Table</th><th>Row</th><th>Reason</th></tr></thead><tbody>\n");
    for (const clinic::LeftOut& row : clinic::left_out())
        fmt::format_to(std::back_inserter(page),
                       "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                       escaped(clinic::words_of_id(row.table)),
                       escaped(clinic::words_of_id(row.row)),
                       escaped(row.reason));
    page += "</tbody></table></section>\n";
}

void add_sources(std::string& page)
{
    std::set<std::string> keys;
    for (const clinic::ClinicalTable& table : clinic::all_tables())
        for (const Fact& fact : clinic::facts_in(table.name))
            for (const std::string& key : clinic::parts_of(fact.source))
                keys.insert(key);
    page += "<section id=\"sources\"><h2>Sources</h2><table><colgroup><col style=\"width:10%\">"
            "<col></colgroup><thead><tr><th>Key</th><th>Source</th></tr></thead><tbody>\n";
    for (const std::string& key : keys)
        fmt::format_to(std::back_inserter(page),
                       "<tr id=\"source-{0}\"><th scope=\"row\">{0}</th><td>{1}</td></tr>\n",
                       escaped(key),
                       escaped(clinic::describe_source(key)));
    page += "</tbody></table></section>\n";
}

void add_sums(std::string& page)
{
    page += "<ul class=\"sums\">";
    for (const StandingLook& look : looks) {
        std::size_t facts = 0;
        for (const clinic::ClinicalTable& table : clinic::all_tables())
            for (const Fact& fact : clinic::facts_in(table.name))
                facts += fact.standing == look.standing;
        fmt::format_to(std::back_inserter(page),
                       "<li class=\"{}\"><b>{}</b>{}</li>",
                       look.css,
                       facts,
                       look.word);
    }
    page += "</ul>\n";
}

void add_contents(std::string& page)
{
    page += "<nav>";
    for (const clinic::ClinicalTable& table : clinic::all_tables())
        fmt::format_to(std::back_inserter(page),
                       "<a href=\"#{}\">{} <span>{}</span></a>",
                       table.name,
                       escaped(table.title),
                       clinic::facts_in(table.name).size());
    page += "<a href=\"#left_out\">What is left out</a><a href=\"#sources\">Sources</a></nav>\n";
}

}  // namespace

std::string clinic_page()
{
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>Mesomap: clinical tables</title><style>{}</style>"
        "</head><body><main>\n<h1>Clinical tables {} of Mesomap {}</h1>\n<p>Every number that the "
        "program plans with, and where it comes from. What is from memory was proposed without a "
        "source at hand and is to be checked by a clinician before it is used on a person. A drug "
        "label's limit stops a plan; what is published warns. Each session map names the tables "
        "that "
        "it was planned with.</p>\n",
        style,
        clinic::tables_hash(),
        session::program_version());
    add_sums(page);
    add_contents(page);
    for (const clinic::ClinicalTable& table : clinic::all_tables())
        add_table(table, page);
    add_left_out(page);
    add_sources(page);
    page += "<div class=\"sign\"><div>Name</div><div>Date</div><div>Signature</div></div>\n"
            "</main></body></html>\n";
    return page;
}

}  // namespace exporters
