;; Greets by name; the secret "greeting" is the word to greet with, "Hello" if there is none.
;; Canonical ABI of the world morphee-extension, JSON form. Results stand at 0, what get-secret
;; answers at 16, texts from 32, and what a call allocates from $heap; post-return frees it all.
(module
  (import "morphee:extensions/vault@1.0.0" "get-secret" (func $get_secret (param $key i32) (param $size i32) (param $result i32)))
  (import "morphee:extensions/log@1.0.0" "log" (func $log (param $level i32) (param $text i32) (param $size i32)))
  (memory (export "memory") 1)
  (global $heap i32 (i32.const 4096))
  (global $top (mut i32) (i32.const 4096))
  (global $end (mut i32) (i32.const 0)) ;; one past the text that is being built

  (data (i32.const 32) "greeting")
  (data (i32.const 48) "Hello")
  (data (i32.const 56) "greet")
  (data (i32.const 64) "{\"greeting\":\"")
  (data (i32.const 80) ", ")
  (data (i32.const 84) "!\"}")
  (data (i32.const 88) "greeting ")
  (data (i32.const 104) "there is no such action; there is: greet")
  (data (i32.const 160) "the parameters must be {\"name\": text}")
  (data (i32.const 224) "\\u00")
  (data (i32.const 232) "0123456789abcdef")
  (data (i32.const 512) "{\"name\":\"greeter\",\"version\":\"1.0.0\",\"description\":\"Greets people.\",\"actions\":[{\"name\":\"greet\",\"description\":\"Greets a person by name.\",\"parameters\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"],\"additionalProperties\":false},\"returns\":{\"type\":\"object\",\"properties\":{\"greeting\":{\"type\":\"string\"}}},\"ai_access\":\"execute\",\"side_effect\":\"read\"}]}")
  (global $description_size i32 (i32.const 372))

  (func $allocate (param $size i32) (result i32) (local $at i32) (local $missing i32)
    (if (i32.gt_u (local.get $size) (i32.const 0x10000000)) (then unreachable))
    (local.set $at (global.get $top))
    (global.set $top (i32.and (i32.add (i32.add (local.get $at) (local.get $size)) (i32.const 7)) (i32.const -8)))
    (local.set $missing (i32.sub (global.get $top) (i32.shl (memory.size) (i32.const 16))))
    (if (i32.gt_s (local.get $missing) (i32.const 0))
      (then
        (if (i32.eq (i32.const -1) (memory.grow (i32.shr_u (i32.add (local.get $missing) (i32.const 65535)) (i32.const 16))))
          (then unreachable))))
    (local.get $at))

  (func (export "cabi_realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
    (local $new i32)
    (local.set $new (call $allocate (local.get $size)))
    (memory.copy (local.get $new) (local.get $old) (local.get $old_size))
    (local.get $new))

  (func (export "describe") (result i32)
    (i32.store (i32.const 0) (i32.const 512))
    (i32.store (i32.const 4) (global.get $description_size))
    (i32.const 0))

  (func (export "execute")
    (param $action i32) (param $action_size i32) (param $params i32) (param $params_size i32)
    (param $context i32) (param $context_size i32) (result i32)
    (local $name i32) (local $name_size i32) (local $start i32) (local $word i32) (local $word_size i32)
    (if (i32.eqz (call $is_greet (local.get $action) (local.get $action_size)))
      (then (return (call $result (i32.const 1) (i32.const 104) (i32.const 40)))))
    (call $find_name (local.get $params) (i32.add (local.get $params) (local.get $params_size)))
    (local.set $name_size)
    (local.set $name)
    (if (i32.eqz (local.get $name))
      (then (return (call $result (i32.const 1) (i32.const 160) (i32.const 37)))))
    (local.set $word (i32.const 48))
    (local.set $word_size (i32.const 5))
    (call $get_secret (i32.const 32) (i32.const 8) (i32.const 16))
    (if (i32.load8_u (i32.const 16))
      (then
        (local.set $word (i32.load (i32.const 20)))
        (local.set $word_size (i32.load (i32.const 24)))))

    ;; Room for the log line and the answer; an escaped character takes six bytes at the most.
    (local.set $start (call $allocate (i32.add (i32.const 64)
      (i32.add (i32.mul (local.get $name_size) (i32.const 2)) (i32.mul (local.get $word_size) (i32.const 6))))))
    (global.set $end (local.get $start))
    (call $put (i32.const 88) (i32.const 9))
    (call $put (local.get $name) (local.get $name_size))
    (call $log (i32.const 2) (local.get $start) (i32.sub (global.get $end) (local.get $start)))

    (local.set $start (global.get $end))
    (call $put (i32.const 64) (i32.const 13))
    (call $put_escaped (local.get $word) (local.get $word_size))
    (call $put (i32.const 80) (i32.const 2))
    (call $put (local.get $name) (local.get $name_size)) ;; still escaped as it came
    (call $put (i32.const 84) (i32.const 3))
    (call $result (i32.const 0) (local.get $start) (i32.sub (global.get $end) (local.get $start))))

  (func (export "cabi_post_execute") (param $result i32)
    (global.set $top (global.get $heap)))

  (func $result (param $case i32) (param $text i32) (param $size i32) (result i32)
    (i32.store (i32.const 0) (local.get $case))
    (i32.store (i32.const 4) (local.get $text))
    (i32.store (i32.const 8) (local.get $size))
    (i32.const 0))

  (func $is_greet (param $text i32) (param $size i32) (result i32) (local $i i32)
    (if (i32.ne (local.get $size) (i32.const 5)) (then (return (i32.const 0))))
    (loop $next
      (if (i32.ne (i32.load8_u (i32.add (local.get $text) (local.get $i)))
                  (i32.load8_u (i32.add (i32.const 56) (local.get $i))))
        (then (return (i32.const 0))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (i32.const 5))))
    (i32.const 1))

  ;; The host has checked the parameters: one member, and its value is a string. So the value begins
  ;; behind the third quotation mark that is not escaped. Answers (0, 0) if there is no such string.
  (func $find_name (param $at i32) (param $limit i32) (result i32 i32)
    (local $quotes i32) (local $begin i32) (local $byte i32)
    (block $none
      (loop $next
        (br_if $none (i32.ge_u (local.get $at) (local.get $limit)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (if (i32.eq (local.get $byte) (i32.const 0x5c)) ;; a backslash: what follows is no end
          (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
        (if (i32.eq (local.get $byte) (i32.const 0x22))
          (then
            (local.set $quotes (i32.add (local.get $quotes) (i32.const 1)))
            (if (i32.eq (local.get $quotes) (i32.const 3)) (then (local.set $begin (local.get $at))))
            (if (i32.eq (local.get $quotes) (i32.const 4))
              (then (return (local.get $begin)
                (i32.sub (i32.sub (local.get $at) (i32.const 1)) (local.get $begin)))))))
        (br $next)))
    (i32.const 0) (i32.const 0))

  (func $put (param $text i32) (param $size i32)
    (memory.copy (global.get $end) (local.get $text) (local.get $size))
    (global.set $end (i32.add (global.get $end) (local.get $size))))

  ;; Text as the inside of a JSON string: quotation mark, backslash and controls as \u00hh.
  (func $put_escaped (param $text i32) (param $size i32) (local $byte i32)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $size)))
        (local.set $byte (i32.load8_u (local.get $text)))
        (if (i32.or (i32.lt_u (local.get $byte) (i32.const 0x20))
              (i32.or (i32.eq (local.get $byte) (i32.const 0x22)) (i32.eq (local.get $byte) (i32.const 0x5c))))
          (then
            (call $put (i32.const 224) (i32.const 4))
            (call $put (i32.add (i32.const 232) (i32.shr_u (local.get $byte) (i32.const 4))) (i32.const 1))
            (call $put (i32.add (i32.const 232) (i32.and (local.get $byte) (i32.const 15))) (i32.const 1)))
          (else (call $put (local.get $text) (i32.const 1))))
        (local.set $text (i32.add (local.get $text) (i32.const 1)))
        (local.set $size (i32.sub (local.get $size) (i32.const 1)))
        (br $next)))))
