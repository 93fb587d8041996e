// SPDX-License-Identifier: MIT
#include "exporters/dicom.h"

#include "base/error.h"
#include "base/hash.h"
#include "exporters/text.h"
#include "exporters/uuid.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace exporters {
namespace {

constexpr std::size_t longest_text = 64;  // of a LO or a PN, in characters; here in bytes

void require(const OFCondition& condition)
{
    if (condition.bad())
        throw base::Error(fmt::format("DCMTK cannot write this document: {}.", condition.text()));
}

/// What a PN must not hold would end it or begin another.
std::string checked_name(const std::string& name)
{
    const bool is_plain = std::ranges::none_of(
        name, [](unsigned char c) { return c < ' ' || c == '\\' || c == '=' || c == 0x7f; });
    if (!is_plain || name.size() > longest_text)
        throw base::Error(fmt::format("DICOM cannot hold this name: it takes {} bytes, without "
                                      "control characters, \\ and =.",
                                      longest_text));
    return name;
}

/// The axes are part of it: a map with landmarks is turned to the patient's.
std::string frame_of(const session::SessionMap& map)
{
    std::string name = "frame " + map.scan.sha256;
    if (map.patient)
        for (const glm::dvec3 axis : {map.patient->left, map.patient->up, map.patient->front})
            name += " " + numbers(axis, 6, " ");
    return uid_of(name);
}

/// What differs between the two kinds.
struct Kind {
    const char* sop_class;
    const char* modality;
    const char* mime_type;
    const char* title;
    const char* series_number;
};
constexpr Kind pdf_kind{
    UID_EncapsulatedPDFStorage, "DOC", "application/pdf", "Mesotherapy chart", "1"};
constexpr Kind stl_kind{
    UID_EncapsulatedSTLStorage, "M3D", "model/stl", "Mesotherapy plan, skin with pins", "2"};

class Writer {
public:
    Writer(const DicomDocument& document, const Kind& kind)
        : document_(document)
        , map_(document.map)
        , kind_(kind)
        , data_(*file_.getDataset())
    {
        if (!dcmDataDict.isDictionaryLoaded())
            throw base::Error("DCMTK's dictionary is missing: install it, or correct DCMDICTPATH.");
    }

    DcmItem& data() { return data_; }

    void add(DcmItem& item, const DcmTagKey& tag, const std::string& text)
    {
        require(item.putAndInsertString(tag, text.c_str()));
    }
    void add(const DcmTagKey& tag, const std::string& text) { add(data_, tag, text); }
    void add_empty(std::initializer_list<DcmTagKey> tags)
    {
        for (const DcmTagKey& tag : tags)
            require(data_.insertEmptyElement(tag));
    }

    void add_patient()
    {
        add(DCM_PatientName, checked_name(document_.patient_name));
        // 16 digits fit every archive's column.
        const std::string& alias = document_.alias;
        add(DCM_PatientID, alias.empty() ? "MESOMAP-" + map_.scan.sha256.substr(0, 16) : alias);
        add(DCM_IssuerOfPatientID, alias.empty() ? "Mesomap, from the scan" : "Mesomap, alias");
        add_empty({DCM_PatientBirthDate, DCM_PatientSex});
    }

    void add_study()
    {
        add(DCM_StudyInstanceUID, uid_of("study " + document_.map_sha256));
        add(DCM_StudyDescription, "Mesotherapy session");
        add(DCM_StudyDate, day());
        add(DCM_ContentDate, day());
        add_empty({DCM_StudyTime,
                   DCM_ContentTime,
                   DCM_AcquisitionDateTime,
                   DCM_ReferringPhysicianName,
                   DCM_AccessionNumber});
        add(DCM_StudyID, document_.map_sha256.substr(0, 16));
    }

    void add_series(const std::string& description)
    {
        add(DCM_Modality, kind_.modality);
        add(DCM_SeriesInstanceUID,
            uid_of(fmt::format("series {} {}", kind_.modality, document_.map_sha256)));
        add(DCM_SeriesNumber, kind_.series_number);
        add(DCM_SeriesDescription, description);
        add(DCM_Manufacturer, "Mesomap");
        add(DCM_ManufacturerModelName, "Mesomap");
        add(DCM_DeviceSerialNumber, "none");
        add(DCM_SoftwareVersions, map_.made_by);
    }

    void add_document()
    {
        add(DCM_SpecificCharacterSet, "ISO_IR 192");
        add(DCM_SOPClassUID, kind_.sop_class);
        // A chart on other paper, or with a name, is another object.
        add(DCM_SOPInstanceUID,
            uid_of(fmt::format("instance {} {} {}",
                               document_.map_sha256,
                               base::sha256_hex(document_.bytes),
                               document_.patient_name)));
        add(DCM_InstanceNumber, "1");
        add(DCM_BurnedInAnnotation, "NO");           // no name is in the document itself,
        add(DCM_RecognizableVisualFeatures, "YES");  // but a face may be
        add(DCM_DocumentTitle, kind_.title);
        require(data_.insertEmptyElement(DCM_ConceptNameCodeSequence));
        add(DCM_VerificationFlag, map_.approval ? "VERIFIED" : "UNVERIFIED");
        add(DCM_MIMETypeOfEncapsulatedDocument, kind_.mime_type);
        std::vector<Uint8> even(document_.bytes.begin(), document_.bytes.end());
        even.resize((even.size() + 1) / 2 * 2);
        require(data_.putAndInsertUint8Array(
            DCM_EncapsulatedDocument, even.data(), static_cast<unsigned long>(even.size())));
        require(data_.putAndInsertUint32(DCM_EncapsulatedDocumentLength,
                                         Uint32(document_.bytes.size())));
    }

    std::string written()
    {
        constexpr std::size_t room_for_the_rest = 1 << 16;
        std::string bytes(document_.bytes.size() + room_for_the_rest, '\0');
        DcmOutputBufferStream stream(bytes.data(), offile_off_t(bytes.size()));
        file_.transferInit();
        require(file_.write(stream, EXS_LittleEndianExplicit, EET_ExplicitLength, nullptr));
        file_.transferEnd();
        void* begin = nullptr;
        offile_off_t length = 0;
        stream.flushBuffer(begin, length);
        bytes.resize(std::size_t(length));
        return bytes;
    }

private:
    std::string day() const { return map_.clinic.on ? compact_text_of(*map_.clinic.on) : ""; }

    const DicomDocument& document_;
    const session::SessionMap& map_;
    const Kind& kind_;
    DcmFileFormat file_;
    DcmItem& data_;
};

}  // namespace

std::string dicom_pdf_of(const DicomDocument& pdf)
{
    Writer writer(pdf, pdf_kind);
    writer.add_patient();
    writer.add_study();
    writer.add_series("Chart");
    writer.add(DCM_ConversionType, "WSD");  // made on a workstation
    writer.add_document();
    return writer.written();
}

std::string dicom_stl_of(const DicomDocument& stl)
{
    Writer writer(stl, stl_kind);
    writer.add_patient();
    writer.add_study();
    writer.add_series(stl.map.patient ? "Skin with pins, axes by landmarks"
                                      : "Skin with pins, axes of the scan, no landmarks");
    writer.add(DCM_FrameOfReferenceUID, frame_of(stl.map));
    writer.add(DCM_PositionReferenceIndicator, "");
    writer.add_document();
    DcmItem* unit = nullptr;
    require(writer.data().findOrCreateSequenceItem(DCM_MeasurementUnitsCodeSequence, unit));
    writer.add(*unit, DCM_CodeValue, "mm");
    writer.add(*unit, DCM_CodingSchemeDesignator, "UCUM");
    writer.add(*unit, DCM_CodeMeaning, "mm");
    return writer.written();
}

}  // namespace exporters
