package dev.morph.ir.types;

/**
 * The SDK's modules of numbers, texts, dates and the like, in the notation that {@link SdkNotation}
 * reads. Long because it is a table.
 */
final class SdkScalars {
  static final String NOTATION =
      """
      module Basics
      type Int
      type Float
      type Order = LT | EQ | GT
      type Bool
      type Never
      add a b : number -> number -> number
      subtract a b : number -> number -> number
      multiply a b : number -> number -> number
      divide a b : Float -> Float -> Float
      integerDivide a b : Int -> Int -> Int
      power a b : number -> number -> number
      toFloat a : Int -> Float
      round a : Float -> Int
      floor a : Float -> Int
      ceiling a : Float -> Int
      truncate a : Float -> Int
      modBy a b : Int -> Int -> Int
      remainderBy a b : Int -> Int -> Int
      negate a : number -> number
      abs a : number -> number
      clamp a b c : number -> number -> number -> number
      isNaN a : Float -> Bool
      isInfinite a : Float -> Bool
      sqrt a : Float -> Float
      logBase a b : Float -> Float -> Float
      e : Float
      pi : Float
      cos a : Float -> Float
      sin a : Float -> Float
      tan a : Float -> Float
      acos a : Float -> Float
      asin a : Float -> Float
      atan a : Float -> Float
      atan2 a b : Float -> Float -> Float
      degrees a : Float -> Float
      radians a : Float -> Float
      turns a : Float -> Float
      toPolar a : ( Float, Float ) -> ( Float, Float )
      fromPolar a : ( Float, Float ) -> ( Float, Float )
      equal a b : eq -> eq -> Bool
      notEqual a b : eq -> eq -> Bool
      lessThan a b : comparable -> comparable -> Bool
      greaterThan a b : comparable -> comparable -> Bool
      lessThanOrEqual a b : comparable -> comparable -> Bool
      greaterThanOrEqual a b : comparable -> comparable -> Bool
      max a b : comparable -> comparable -> comparable
      min a b : comparable -> comparable -> comparable
      compare a b : comparable -> comparable -> Order
      not a : Bool -> Bool
      and a b : Bool -> Bool -> Bool
      or a b : Bool -> Bool -> Bool
      xor a b : Bool -> Bool -> Bool
      append a b : appendable -> appendable -> appendable
      identity a : a -> a
      always a b : a -> b -> a
      composeLeft g f : (b -> c) -> (a -> b) -> a -> c
      composeRight f g : (a -> b) -> (b -> c) -> a -> c
      never a : Never -> a

      module Char
      type Char
      isUpper c : Char -> Bool
      isLower c : Char -> Bool
      isAlpha c : Char -> Bool
      isAlphaNum c : Char -> Bool
      isDigit c : Char -> Bool
      isOctDigit c : Char -> Bool
      isHexDigit c : Char -> Bool
      toUpper c : Char -> Char
      toLower c : Char -> Char
      toLocaleUpper c : Char -> Char
      toLocaleLower c : Char -> Char
      toCode c : Char -> Int
      fromCode c : Int -> Char

      module String
      type String
      isEmpty s : String -> Bool
      length s : String -> Int
      reverse s : String -> String
      repeat n s : Int -> String -> String
      replace match replacement s : String -> String -> String -> String
      append s1 s2 : String -> String -> String
      concat list : List String -> String
      split sep s : String -> String -> List String
      join sep list : String -> List String -> String
      words s : String -> List String
      lines s : String -> List String
      slice start end s : Int -> Int -> String -> String
      left n s : Int -> String -> String
      right n s : Int -> String -> String
      dropLeft n s : Int -> String -> String
      dropRight n s : Int -> String -> String
      contains ref s : String -> String -> Bool
      startsWith ref s : String -> String -> Bool
      endsWith ref s : String -> String -> Bool
      indexes ref s : String -> String -> List Int
      indices ref s : String -> String -> List Int
      toInt s : String -> Maybe Int
      fromInt a : Int -> String
      toFloat s : String -> Maybe Float
      fromFloat a : Float -> String
      fromChar ch : Char -> String
      cons ch s : Char -> String -> String
      uncons s : String -> Maybe ( Char, String )
      toList s : String -> List Char
      fromList a : List Char -> String
      toUpper s : String -> String
      toLower s : String -> String
      pad n ch s : Int -> Char -> String -> String
      padLeft n ch s : Int -> Char -> String -> String
      padRight n ch s : Int -> Char -> String -> String
      trim s : String -> String
      trimLeft s : String -> String
      trimRight s : String -> String
      map f s : (Char -> Char) -> String -> String
      filter f s : (Char -> Bool) -> String -> String
      foldl f z s : (Char -> b -> b) -> b -> String -> b
      foldr f z s : (Char -> b -> b) -> b -> String -> b
      any f s : (Char -> Bool) -> String -> Bool
      all f s : (Char -> Bool) -> String -> Bool

      module Int
      type Int8
      type Int16
      type Int32
      type Int64
      fromInt8 n : Int8 -> Int
      toInt8 n : Int -> Maybe Int8
      fromInt16 n : Int16 -> Int
      toInt16 n : Int -> Maybe Int16
      fromInt32 n : Int32 -> Int
      toInt32 n : Int -> Maybe Int32
      fromInt64 n : Int64 -> Int
      toInt64 n : Int -> Maybe Int64

      module Decimal
      type Decimal
      fromInt n : Int -> Decimal
      fromFloat f : Float -> Decimal
      fromString str : String -> Maybe Decimal
      hundred n : Int -> Decimal
      thousand n : Int -> Decimal
      million n : Int -> Decimal
      tenth n : Int -> Decimal
      hundredth n : Int -> Decimal
      thousandth n : Int -> Decimal
      millionth n : Int -> Decimal
      bps n : Int -> Decimal
      toString decimalValue : Decimal -> String
      toFloat d : Decimal -> Float
      add a b : Decimal -> Decimal -> Decimal
      sub a b : Decimal -> Decimal -> Decimal
      negate value : Decimal -> Decimal
      mul a b : Decimal -> Decimal -> Decimal
      div a b : Decimal -> Decimal -> Maybe Decimal
      divWithDefault default a b : Decimal -> Decimal -> Decimal -> Decimal
      truncate d : Decimal -> Decimal
      round d : Decimal -> Decimal
      gt a b : Decimal -> Decimal -> Bool
      gte a b : Decimal -> Decimal -> Bool
      eq a b : Decimal -> Decimal -> Bool
      neq a b : Decimal -> Decimal -> Bool
      lt a b : Decimal -> Decimal -> Bool
      lte a b : Decimal -> Decimal -> Bool
      compare a b : Decimal -> Decimal -> Order
      abs value : Decimal -> Decimal
      shiftDecimalLeft n value : Int -> Decimal -> Decimal
      shiftDecimalRight n value : Int -> Decimal -> Decimal
      zero : Decimal
      one : Decimal
      minusOne : Decimal

      module Number
      type Number
      type DivisionByZero = DivisionByZero
      fromInt n : Int -> Number
      equal a b : Number -> Number -> Bool
      notEqual a b : Number -> Number -> Bool
      lessThan a b : Number -> Number -> Bool
      lessThanOrEqual a b : Number -> Number -> Bool
      greaterThan a b : Number -> Number -> Bool
      greaterThanOrEqual a b : Number -> Number -> Bool
      add a b : Number -> Number -> Number
      subtract a b : Number -> Number -> Number
      multiply a b : Number -> Number -> Number
      divide a b : Number -> Number -> Result DivisionByZero Number
      abs value : Number -> Number
      negate value : Number -> Number
      reciprocal value : Number -> Number
      coerceToDecimal default number : Decimal -> Number -> Decimal
      toDecimal number : Number -> Maybe Decimal
      toFractionalString num : Number -> String
      simplify value : Number -> Maybe Number
      isSimplified a : Number -> Bool
      zero : Number
      one : Number

      module LocalDate
      type LocalDate as String from fromISO to toISOString
      type DayOfWeek = Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday
      type Month = January | February | March | April | May | June | July | August | September |
          October | November | December
      fromCalendarDate y m d : Int -> Month -> Int -> LocalDate
      toISOString date : LocalDate -> String
      fromISO iso : String -> Maybe LocalDate
      fromOrdinalDate y dayOfyear : Int -> Int -> LocalDate
      fromParts year month day : Int -> Int -> Int -> Maybe LocalDate
      day localDate : LocalDate -> Int
      dayOfWeek localDate : LocalDate -> DayOfWeek
      diffInDays date1 date2 : LocalDate -> LocalDate -> Int
      diffInWeeks date1 date2 : LocalDate -> LocalDate -> Int
      diffInMonths date1 date2 : LocalDate -> LocalDate -> Int
      diffInYears date1 date2 : LocalDate -> LocalDate -> Int
      addDays offset startDate : Int -> LocalDate -> LocalDate
      addWeeks offset startDate : Int -> LocalDate -> LocalDate
      addMonths offset startDate : Int -> LocalDate -> LocalDate
      addYears offset startDate : Int -> LocalDate -> LocalDate
      isWeekend localDate : LocalDate -> Bool
      isWeekday localDate : LocalDate -> Bool
      month localDate : LocalDate -> Month
      monthNumber localDate : LocalDate -> Int
      monthToInt m : Month -> Int
      year localDate : LocalDate -> Int

      module LocalTime
      type LocalTime
      fromISO iso : String -> Maybe LocalTime
      fromMilliseconds millis : Int -> LocalTime
      diffInSeconds timeA timeB : LocalTime -> LocalTime -> Int
      diffInMinutes timeA timeB : LocalTime -> LocalTime -> Int
      diffInHours timeA timeB : LocalTime -> LocalTime -> Int
      addSeconds seconds time : Int -> LocalTime -> LocalTime
      addMinutes minutes time : Int -> LocalTime -> LocalTime
      addHours hours time : Int -> LocalTime -> LocalTime

      module Instant
      type Instant

      module UUID
      type UUID
      type Error = WrongFormat | WrongLength | UnsupportedVariant | IsNil | NoVersion
      parse s : String -> Result Error UUID
      fromString s : String -> Maybe UUID
      forName s uuid : String -> UUID -> UUID
      toString uuid : UUID -> String
      version uuid : UUID -> Int
      compare uuid1 uuid2 : UUID -> UUID -> Order
      nilString : String
      isNilString s : String -> Bool
      dnsNamespace : UUID
      urlNamespace : UUID
      oidNamespace : UUID
      x500Namespace : UUID

      module Regex
      type Regex
      type alias Options = { caseInsensitive : Bool, multiline : Bool }
      type alias Match = { match : String, index : Int, number : Int, submatches : List (Maybe
          String) }
      fromString string : String -> Maybe Regex
      fromStringWith options string : Options -> String -> Maybe Regex
      never : Regex
      contains regex string : Regex -> String -> Bool
      split regex string : Regex -> String -> List String
      find regex string : Regex -> String -> List Match
      replace regex with string : Regex -> (Match -> String) -> String -> String
      splitAtMost number regex string : Int -> Regex -> String -> List String
      findAtMost number regex string : Int -> Regex -> String -> List Match
      replaceAtMost number regex with string : Int -> Regex -> (Match -> String) -> String -> String
      """;

  private SdkScalars() {}
}
