//! The storage of papers: where bytes lie, what they are, and the words in them.

use super::*;

#[test]
fn only_a_hash_has_a_place() {
    let council = CouncilId(uuid::Uuid::from_u128(7));
    let hash = "0f".repeat(32);
    let place = kept(council, &hash).unwrap().to_string();
    assert_eq!(place, format!("papers/{}/{hash}", council.0.simple()));
    let capital = hash.to_uppercase();
    for wrong in ["", "../../etc/passwd", &hash[1..], capital.as_str(), &format!("{}/../x", &hash[5..])] {
        assert!(kept(council, wrong).is_none(), "{wrong}");
    }
}

mod bytes_of_papers {
    use std::io::{Cursor, Write};

    use lopdf::{Document, Object, Stream, dictionary};
    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::super::words::{is_of, words};
    use crate::domain::work::MediaType;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, text) in parts {
            writer.start_file(*name, options).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn docx(text: &str) -> Vec<u8> {
        let document = format!(
            "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r><w:r><w:instrText>HIDDEN</w:instrText>\
             </w:r></w:p><w:p><w:r><w:t>neste</w:t></w:r></w:p></w:body></w:document>"
        );
        package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
    }

    fn pdf(text: &str) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let pages = document.new_object_id();
        let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" });
        let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
        let content = format!("BT /F1 12 Tf 50 700 Td ({text}) Tj ET");
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(tree));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn bytes_are_of_one_kind_only() {
        let odt = package(&[("mimetype", MediaType::Odt.name())]);
        let xlsx = package(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")]);
        let files: [(&[u8], &[MediaType]); 9] = [
            (&pdf("x"), &[MediaType::Pdf]),
            (&docx("x"), &[MediaType::Docx]),
            (&xlsx, &[MediaType::Xlsx]),
            (&odt, &[MediaType::Odt]),
            (b"\x89PNG\r\n\x1a\n\0", &[MediaType::Png]),
            (b"\xff\xd8\xff\xe0", &[MediaType::Jpeg]),
            ("Møte".as_bytes(), &[MediaType::Plain, MediaType::Markdown, MediaType::Csv]),
            (b"MZ\0\0", &[]),
            (&package(&[("word/document.xml", "<x/>")]), &[]),
        ];
        for (bytes, kinds) in files {
            let found: Vec<MediaType> = MediaType::ALL.into_iter().filter(|kind| is_of(*kind, bytes)).collect();
            // A PDF made here is text too, as far as its bytes go.
            let found: Vec<MediaType> =
                found.into_iter().filter(|kind| !(kind.is_text() && bytes.starts_with(b"%PDF"))).collect();
            assert_eq!(found, kinds);
        }
    }

    #[test]
    fn words_are_found_in_text_pdf_and_docx() {
        assert_eq!(words(MediaType::Plain, "Møte".as_bytes()).as_deref(), Some("Møte"));
        assert_eq!(words(MediaType::Docx, &docx("Mål &amp; midler &#248;")).unwrap(), "Mål & midler ø\nneste\n");
        assert_eq!(words(MediaType::Pdf, &pdf("Felles tiltak")).unwrap().trim(), "Felles tiltak");
        assert_eq!(words(MediaType::Png, b"\x89PNG\r\n\x1a\n"), None);
    }

    #[test]
    fn what_cannot_be_read_has_no_words_and_harms_nobody() {
        let broken = pdf("Felles tiltak");
        for end in (0..broken.len()).step_by(37) {
            drop(words(MediaType::Pdf, &broken[..end]));
        }
        assert_eq!(words(MediaType::Pdf, b"%PDF-1.7 nothing"), None);
        assert_eq!(words(MediaType::Docx, b"PK\x03\x04"), None);
        let much = "å".repeat(1024 * 1024);
        assert_eq!(words(MediaType::Plain, much.as_bytes()).unwrap().len(), 1024 * 1024);
        assert_eq!(words(MediaType::Plain, b"Ola, 01010112345 og 13097248022"), None, "no national identity number");
    }
}
