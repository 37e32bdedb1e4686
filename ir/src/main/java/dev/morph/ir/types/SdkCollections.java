package dev.morph.ir.types;

/**
 * The SDK's modules of collections and what works on them, in the notation that {@link SdkNotation}
 * reads. Long because it is a table.
 */
final class SdkCollections {
  static final String NOTATION =
      """
      module Tuple
      pair a b : a -> b -> ( a, b )
      first tuple : ( a, b ) -> a
      second tuple : ( a, b ) -> b
      mapFirst f tuple : (a -> x) -> ( a, b ) -> ( x, b )
      mapSecond f tuple : (b -> y) -> ( a, b ) -> ( a, y )
      mapBoth f g tuple : (a -> x) -> (b -> y) -> ( a, b ) -> ( x, y )

      module Maybe
      type Maybe a = Just (value : a) | Nothing
      andThen f maybe : (a -> Maybe b) -> Maybe a -> Maybe b
      map f maybe : (a -> b) -> Maybe a -> Maybe b
      map2 f maybe1 maybe2 : (a -> b -> r) -> Maybe a -> Maybe b -> Maybe r
      map3 f maybe1 maybe2 maybe3 : (a -> b -> c -> r) -> Maybe a -> Maybe b -> Maybe c -> Maybe r
      map4 f maybe1 maybe2 maybe3 maybe4 : (a -> b -> c -> d -> r) -> Maybe a -> Maybe b -> Maybe c
          -> Maybe d -> Maybe r
      map5 f maybe1 maybe2 maybe3 maybe4 maybe5 : (a -> b -> c -> d -> e -> r) -> Maybe a -> Maybe b
          -> Maybe c -> Maybe d -> Maybe e -> Maybe r
      withDefault default maybe : a -> Maybe a -> a
      hasValue maybe : Maybe a -> Bool

      module Result
      type Result e a = Ok (value : a) | Err (error : e)
      andThen f result : (a -> Result x b) -> Result x a -> Result x b
      map f result : (a -> b) -> Result x a -> Result x b
      map2 f result1 result2 : (a -> b -> r) -> Result x a -> Result x b -> Result x r
      map3 f result1 result2 result3 : (a -> b -> c -> r) -> Result x a -> Result x b -> Result x c
          -> Result x r
      map4 f result1 result2 result3 result4 : (a -> b -> c -> d -> r) -> Result x a -> Result x b
          -> Result x c -> Result x d -> Result x r
      map5 f result1 result2 result3 result4 result5 : (a -> b -> c -> d -> e -> r) -> Result x a ->
          Result x b -> Result x c -> Result x d -> Result x e -> Result x r
      withDefault default result : a -> Result x a -> a
      toMaybe result : Result x a -> Maybe a
      fromMaybe error maybe : x -> Maybe a -> Result x a
      mapError f result : (x -> y) -> Result x a -> Result y a

      module List
      type List a
      singleton a : a -> List a
      repeat n a : Int -> a -> List a
      range from to : Int -> Int -> List Int
      cons head tail : a -> List a -> List a
      map f list : (a -> b) -> List a -> List b
      indexedMap f list : (Int -> a -> b) -> List a -> List b
      foldl f z list : (a -> b -> b) -> b -> List a -> b
      foldr f z list : (a -> b -> b) -> b -> List a -> b
      filter f list : (a -> Bool) -> List a -> List a
      filterMap f list : (a -> Maybe b) -> List a -> List b
      length list : List a -> Int
      reverse list : List a -> List a
      member ref list : a -> List a -> Bool
      all f list : (a -> Bool) -> List a -> Bool
      any f list : (a -> Bool) -> List a -> Bool
      maximum list : List comparable -> Maybe comparable
      minimum list : List comparable -> Maybe comparable
      sum list : List number -> number
      product list : List number -> number
      append l1 l2 : List a -> List a -> List a
      concat lists : List (List a) -> List a
      concatMap f list : (a -> List b) -> List a -> List b
      intersperse a list : a -> List a -> List a
      map2 f list1 list2 : (a -> b -> r) -> List a -> List b -> List r
      map3 f list1 list2 list3 : (a -> b -> c -> r) -> List a -> List b -> List c -> List r
      map4 f list1 list2 list3 list4 : (a -> b -> c -> d -> r) -> List a -> List b -> List c -> List
          d -> List r
      map5 f list1 list2 list3 list4 list5 : (a -> b -> c -> d -> e -> r) -> List a -> List b ->
          List c -> List d -> List e -> List r
      sort list : List comparable -> List comparable
      sortBy f list : (a -> comparable) -> List a -> List a
      sortWith f list : (a -> a -> Order) -> List a -> List a
      isEmpty list : List a -> Bool
      head list : List a -> Maybe a
      tail list : List a -> Maybe (List a)
      take n list : Int -> List a -> List a
      drop n list : Int -> List a -> List a
      partition f list : (a -> Bool) -> List a -> ( List a, List a )
      unzip list : List ( a, b ) -> ( List a, List b )
      innerJoin listB f listA : List b -> (a -> b -> Bool) -> List a -> List ( a, b )
      leftJoin listB f listA : List b -> (a -> b -> Bool) -> List a -> List ( a, Maybe b )

      module Dict
      type Dict k v
      empty : Dict k v
      singleton key value : comparable -> v -> Dict comparable v
      insert key value dict : comparable -> v -> Dict comparable v -> Dict comparable v
      update key f dict : comparable -> (Maybe v -> Maybe v) -> Dict comparable v -> Dict comparable
          v
      remove key dict : comparable -> Dict comparable v -> Dict comparable v
      isEmpty dict : Dict comparable v -> Bool
      member key dict : comparable -> Dict comparable v -> Bool
      get key dict : comparable -> Dict comparable v -> Maybe v
      size dict : Dict comparable v -> Int
      keys dict : Dict k v -> List k
      values dict : Dict k v -> List v
      toList dict : Dict k v -> List ( k, v )
      fromList list : List ( comparable, v ) -> Dict comparable v
      map f dict : (k -> a -> b) -> Dict k a -> Dict k b
      foldl f z list : (k -> v -> b -> b) -> b -> Dict k v -> b
      foldr f z list : (k -> v -> b -> b) -> b -> Dict k v -> b
      filter f dict : (comparable -> v -> Bool) -> Dict comparable v -> Dict comparable v
      partition f dict : (comparable -> v -> Bool) -> Dict comparable v -> ( Dict comparable v, Dict
          comparable v )
      union dict1 dict2 : Dict comparable v -> Dict comparable v -> Dict comparable v
      intersect dict1 dict2 : Dict comparable v -> Dict comparable v -> Dict comparable v
      diff dict1 dict2 : Dict comparable v -> Dict comparable v -> Dict comparable v
      merge leftOnly both rightOnly dictLeft dictRight input : (comparable -> a -> result -> result)
          -> (comparable -> a -> b -> result -> result) -> (comparable -> b -> result -> result) ->
          Dict comparable a -> Dict comparable b -> result -> result

      module Set
      type Set a
      empty : Set a
      singleton a : comparable -> Set comparable
      insert a set : comparable -> Set comparable -> Set comparable
      remove a set : comparable -> Set comparable -> Set comparable
      isEmpty set : Set comparable -> Bool
      member a set : comparable -> Set comparable -> Bool
      size set : Set comparable -> Int
      toList set : Set a -> List a
      fromList list : List comparable -> Set comparable
      map f set : (comparable -> comparable2) -> Set comparable -> Set comparable2
      foldl f z set : (a -> b -> b) -> b -> Set a -> b
      foldr f z set : (a -> b -> b) -> b -> Set a -> b
      filter f set : (comparable -> Bool) -> Set comparable -> Set comparable
      partition f set : (comparable -> Bool) -> Set comparable -> ( Set comparable, Set comparable )
      union set1 set2 : Set comparable -> Set comparable -> Set comparable
      intersect set1 set2 : Set comparable -> Set comparable -> Set comparable
      diff set1 set2 : Set comparable -> Set comparable -> Set comparable

      module ResultList
      type alias ResultList e a = List (Result e a)
      fromList list : List a -> ResultList e a
      filter f list : (a -> Bool) -> ResultList e a -> ResultList e a
      filterOrFail f list : (a -> Result e Bool) -> ResultList e a -> ResultList e a
      map f list : (a -> b) -> ResultList e a -> ResultList e b
      mapOrFail f list : (a -> Result e b) -> ResultList e a -> ResultList e b
      errors list : ResultList e a -> List e
      successes list : ResultList e a -> List a
      partition list : ResultList e a -> ( List e, List a )
      keepAllErrors list : ResultList e a -> Result (List e) (List a)
      keepFirstError list : ResultList e a -> Result e (List a)

      module Aggregate
      type Aggregation a key
      type alias Aggregator a key = Aggregation a key -> Float
      count : Aggregation a Key0
      sumOf getValue : (a -> Float) -> Aggregation a Key0
      averageOf getValue : (a -> Float) -> Aggregation a Key0
      minimumOf getValue : (a -> Float) -> Aggregation a Key0
      maximumOf getValue : (a -> Float) -> Aggregation a Key0
      weightedAverageOf getWeight getValue : (a -> Float) -> (a -> Float) -> Aggregation a Key0
      byKey key agg : (a -> key) -> Aggregation a Key0 -> Aggregation a key
      withFilter filter agg : (a -> Bool) -> Aggregation a key -> Aggregation a key
      aggregateMap agg1 f list : Aggregation a key1 -> (Float -> a -> b) -> List a -> List b
      aggregateMap2 agg1 agg2 f list : Aggregation a key1 -> Aggregation a key2 -> (Float -> Float
          -> a -> b) -> List a -> List b
      aggregateMap3 agg1 agg2 agg3 f list : Aggregation a key1 -> Aggregation a key2 -> Aggregation
          a key3 -> (Float -> Float -> Float -> a -> b) -> List a -> List b
      aggregateMap4 agg1 agg2 agg3 agg4 f list : Aggregation a key1 -> Aggregation a key2 ->
          Aggregation a key3 -> Aggregation a key4 -> (Float -> Float -> Float -> Float -> a -> b)
          -> List a -> List b
      groupBy getKey list : (a -> key) -> List a -> Dict key (List a)
      aggregate f dict : (key -> Aggregator a Key0 -> b) -> Dict key (List a) -> List b

      module Key
      type alias Key0 = Int
      type Key2 b1 b2
      type Key3 b1 b2 b3
      type Key4 b1 b2 b3 b4
      type Key5 b1 b2 b3 b4 b5
      type Key6 b1 b2 b3 b4 b5 b6
      type Key7 b1 b2 b3 b4 b5 b6 b7
      type Key8 b1 b2 b3 b4 b5 b6 b7 b8
      type Key9 b1 b2 b3 b4 b5 b6 b7 b8 b9
      type Key10 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10
      type Key11 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11
      type Key12 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12
      type Key13 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13
      type Key14 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14
      type Key15 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15
      type Key16 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16
      noKey a : a -> Key0
      key0 a : a -> Key0
      key2 getKey1 getKey2 a : (a -> b1) -> (a -> b2) -> a -> Key2 b1 b2
      key3 getKey1 getKey2 getKey3 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> a -> Key3 b1 b2 b3
      key4 getKey1 getKey2 getKey3 getKey4 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a -> b4) -> a
          -> Key4 b1 b2 b3 b4
      key5 getKey1 getKey2 getKey3 getKey4 getKey5 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a ->
          b4) -> (a -> b5) -> a -> Key5 b1 b2 b3 b4 b5
      key6 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 a : (a -> b1) -> (a -> b2) -> (a -> b3)
          -> (a -> b4) -> (a -> b5) -> (a -> b6) -> a -> Key6 b1 b2 b3 b4 b5 b6
      key7 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 a : (a -> b1) -> (a -> b2) -> (a
          -> b3) -> (a -> b4) -> (a -> b5) -> (a -> b6) -> (a -> b7) -> a -> Key7 b1 b2 b3 b4 b5 b6
          b7
      key8 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 a : (a -> b1) -> (a ->
          b2) -> (a -> b3) -> (a -> b4) -> (a -> b5) -> (a -> b6) -> (a -> b7) -> (a -> b8) -> a ->
          Key8 b1 b2 b3 b4 b5 b6 b7 b8
      key9 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 a : (a -> b1) ->
          (a -> b2) -> (a -> b3) -> (a -> b4) -> (a -> b5) -> (a -> b6) -> (a -> b7) -> (a -> b8) ->
          (a -> b9) -> a -> Key9 b1 b2 b3 b4 b5 b6 b7 b8 b9
      key10 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10 a : (a
          -> b1) -> (a -> b2) -> (a -> b3) -> (a -> b4) -> (a -> b5) -> (a -> b6) -> (a -> b7) -> (a
          -> b8) -> (a -> b9) -> (a -> b10) -> a -> Key10 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10
      key11 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10
          getKey11 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a -> b4) -> (a -> b5) -> (a -> b6) ->
          (a -> b7) -> (a -> b8) -> (a -> b9) -> (a -> b10) -> (a -> b11) -> a -> Key11 b1 b2 b3 b4
          b5 b6 b7 b8 b9 b10 b11
      key12 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10
          getKey11 getKey12 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a -> b4) -> (a -> b5) -> (a
          -> b6) -> (a -> b7) -> (a -> b8) -> (a -> b9) -> (a -> b10) -> (a -> b11) -> (a -> b12) ->
          a -> Key12 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12
      key13 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10
          getKey11 getKey12 getKey13 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a -> b4) -> (a ->
          b5) -> (a -> b6) -> (a -> b7) -> (a -> b8) -> (a -> b9) -> (a -> b10) -> (a -> b11) -> (a
          -> b12) -> (a -> b13) -> a -> Key13 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13
      key14 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10
          getKey11 getKey12 getKey13 getKey14 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a -> b4)
          -> (a -> b5) -> (a -> b6) -> (a -> b7) -> (a -> b8) -> (a -> b9) -> (a -> b10) -> (a ->
          b11) -> (a -> b12) -> (a -> b13) -> (a -> b14) -> a -> Key14 b1 b2 b3 b4 b5 b6 b7 b8 b9
          b10 b11 b12 b13 b14
      key15 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10
          getKey11 getKey12 getKey13 getKey14 getKey15 a : (a -> b1) -> (a -> b2) -> (a -> b3) -> (a
          -> b4) -> (a -> b5) -> (a -> b6) -> (a -> b7) -> (a -> b8) -> (a -> b9) -> (a -> b10) ->
          (a -> b11) -> (a -> b12) -> (a -> b13) -> (a -> b14) -> (a -> b15) -> a -> Key15 b1 b2 b3
          b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15
      key16 getKey1 getKey2 getKey3 getKey4 getKey5 getKey6 getKey7 getKey8 getKey9 getKey10
          getKey11 getKey12 getKey13 getKey14 getKey15 getKey16 a : (a -> b1) -> (a -> b2) -> (a ->
          b3) -> (a -> b4) -> (a -> b5) -> (a -> b6) -> (a -> b7) -> (a -> b8) -> (a -> b9) -> (a ->
          b10) -> (a -> b11) -> (a -> b12) -> (a -> b13) -> (a -> b14) -> (a -> b15) -> (a -> b16)
          -> a -> Key16 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16

      module Rule
      type alias Rule a b = a -> Maybe b
      chain rules : List (Rule a b) -> Rule a b
      any value : a -> Bool
      is ref value : a -> a -> Bool
      anyOf ref value : List a -> a -> Bool
      noneOf ref value : List a -> a -> Bool

      module StatefulApp
      type StatefulApp k c s e = StatefulApp (logic : Maybe s -> c -> ( Maybe s, e ))
      """;

  private SdkCollections() {}
}
