module Shop.Orders exposing (..)

{-| Orders of a shop: what they cost, and whether they are sent without charge. -}

import Morphir.SDK.List as List


{-| What is sold. -}
type alias Line =
    { article : String
    , quantity : Int
    , price : Float
    }


{-| Who buys. -}
type Customer
    = Guest
    | Member Level


{-| How long a member has been one. -}
type Level
    = Silver
    | Gold


{-| The price of one line. -}
lineTotal : Line -> Float
lineTotal line =
    toFloat line.quantity * line.price


{-| The share that a customer does not pay. -}
discount : Customer -> Float
discount customer =
    case customer of
        Guest ->
            0

        Member Silver ->
            0.05

        Member Gold ->
            0.1


{-| What the customer pays for all lines. -}
total : Customer -> List Line -> Float
total customer lines =
    let
        sum =
            lines |> List.map lineTotal |> List.sum
    in
    sum * (1 - discount customer)


{-| Whether an order is sent without charge. -}
isFreeOfCharge : Customer -> List Line -> Bool
isFreeOfCharge customer lines =
    if customer == Member Gold then
        True

    else
        total customer lines >= 50
