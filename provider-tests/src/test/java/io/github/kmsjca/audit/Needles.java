package io.github.kmsjca.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets to be looked for, in the forms in which a program may print them: as text, in Base64, in
 * hexadecimal, and as a list of numbers. Of each 18 bytes are enough, so that one that was cut off
 * is found as well. Thread-safe.
 */
final class Needles {
  private static final int BYTES = 18;
  private static final int START = Long.BYTES;
  private static final int LEAST_VARIETY = 5;

  /** By the first eight characters. */
  private final Map<Long, Map<String, String>> forms = new ConcurrentHashMap<>();

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Adds a secret, if it is long enough, and various enough, to be told from anything else.
   *
   * @param what it is, for the report
   */
  void add(String what, byte[] secret) {
    // The beginning may be that of every key, and a multiple of three is where Base64 begins anew.
    int from = secret.length > 2 * BYTES ? secret.length / 6 * 3 : 0;
    byte[] part = Arrays.copyOfRange(secret, from, Math.min(secret.length, from + BYTES));
    String text = new String(part, UTF_8);
    if (part.length < START
        || text.chars().distinct().count() < LEAST_VARIETY
        || !known.add(what + new String(part, ISO_8859_1))) {
      return;
    }
    // Shorter texts, such as "the message", stand in messages that tell nothing.
    if (part.length == BYTES && text.chars().allMatch(c -> c >= ' ' && c != '\uFFFD')) {
      addForm(text, what);
    }
    addForm(Base64.getEncoder().withoutPadding().encodeToString(whole(part)), what);
    addForm(Base64.getUrlEncoder().withoutPadding().encodeToString(whole(part)), what);
    addForm(HexFormat.of().formatHex(part), what);
    addForm(HexFormat.of().withUpperCase().formatHex(part), what);
    String list = Arrays.toString(part);
    addForm(list.substring(1, list.length() - 1), what);
  }

  /** What Base64 shows of it whatever follows. */
  private static byte[] whole(byte[] part) {
    return Arrays.copyOf(part, part.length / 3 * 3);
  }

  private void addForm(String form, String what) {
    if (form.length() >= START) {
      long start = 0;
      for (int i = 0; i < START; i++) {
        start = start << Byte.SIZE | (form.charAt(i) & 0xFF);
      }
      forms.computeIfAbsent(start, s -> new ConcurrentHashMap<>()).put(form, what);
    }
  }

  int count() {
    return known.size();
  }

  /** What of the secrets stands in a text: never the secret itself, but where. */
  Set<String> in(String place, String text) {
    Set<String> found = new TreeSet<>();
    long window = 0;
    for (int i = 0; i < text.length(); i++) {
      window = window << Byte.SIZE | (text.charAt(i) & 0xFF);
      int start = i + 1 - START;
      if (start >= 0) {
        forms
            .getOrDefault(window, Map.of())
            .forEach(
                (form, what) -> {
                  if (text.startsWith(form, start)) {
                    String before = text.substring(Math.max(0, start - 60), start);
                    found.add(what + " in " + place + " after '" + before + "'");
                  }
                });
      }
    }
    return found;
  }
}
