// SPDX-License-Identifier: MIT
#include "exporters/clinic_page.h"

#include "clinic/tables.h"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;

std::size_t count_of(std::string_view part, std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

TEST(ClinicPage, HasARowForEachFactWithItsStanding)
{
    std::size_t facts = 0;
    for (const clinic::ClinicalTable& table : clinic::all_tables())
        facts += clinic::facts_in(table.name).size();
    const std::string page = exporters::clinic_page();
    EXPECT_EQ(count_of("class=\"standing ", page), facts);
    EXPECT_EQ(count_of("<section ", page), clinic::all_tables().size() + 2);
    EXPECT_THAT(page, HasSubstr("0.2 mL"));
    EXPECT_THAT(page, HasSubstr("from memory, to be checked by a clinician"));
    EXPECT_THAT(page, HasSubstr("&quot;not established and not recommended&quot;"));
}

}  // namespace
