//! Which variants of which enums a value is made of, told by its own serialisation.

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use serde::ser::{self, Serialize};

/// The variants found so far.
#[derive(Debug, Default, Clone)]
pub struct Variants {
    found: BTreeSet<String>,
}

/// Adds what was found.
pub fn collect(found: &Variants, into: &mut BTreeSet<String>) {
    into.extend(found.found.iter().cloned());
}

/// Nothing goes wrong.
#[derive(Debug)]
pub struct Never(String);

impl Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: Display>(message: T) -> Never {
        Never(message.to_string())
    }
}

impl Variants {
    fn with(mut self, name: &str, variant: &str) -> Variants {
        self.found.insert(format!("{name}::{variant}"));
        self
    }

    fn add<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Never> {
        self.found.extend(value.serialize(Variants::default())?.found);
        Ok(())
    }
}

macro_rules! nothing {
    ($($name:ident: $of:ty),*) => { $(fn $name(self, _: $of) -> Result<Variants, Never> { Ok(self) })* };
}

impl ser::Serializer for Variants {
    type Ok = Variants;
    type Error = Never;
    type SerializeSeq = Variants;
    type SerializeTuple = Variants;
    type SerializeTupleStruct = Variants;
    type SerializeTupleVariant = Variants;
    type SerializeMap = Variants;
    type SerializeStruct = Variants;
    type SerializeStructVariant = Variants;

    nothing!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_none(self) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_unit(self) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Variants, Never> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Result<Variants, Never> {
        Ok(self.with(name, variant))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<Variants, Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Variants, Never> {
        value.serialize(self.with(name, variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Variants, Never> {
        Ok(self.with(name, variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Variants, Never> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Variants, Never> {
        Ok(self.with(name, variant))
    }
}

macro_rules! parts {
    ($($of:ident $method:ident ($($key:ty)?)),*) => { $(impl ser::$of for Variants {
        type Ok = Variants;
        type Error = Never;

        fn $method<T: ?Sized + Serialize>(&mut self, $(_: $key,)? value: &T) -> Result<(), Never> {
            self.add(value)
        }

        fn end(self) -> Result<Variants, Never> {
            Ok(self)
        }
    })* };
}

parts!(
    SerializeSeq serialize_element (),
    SerializeTuple serialize_element (),
    SerializeTupleStruct serialize_field (),
    SerializeTupleVariant serialize_field (),
    SerializeStruct serialize_field (&'static str),
    SerializeStructVariant serialize_field (&'static str)
);

impl ser::SerializeMap for Variants {
    type Ok = Variants;
    type Error = Never;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Never> {
        self.add(key)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Never> {
        self.add(value)
    }

    fn end(self) -> Result<Variants, Never> {
        Ok(self)
    }
}
