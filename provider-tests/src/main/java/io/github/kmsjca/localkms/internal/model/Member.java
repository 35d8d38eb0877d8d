package io.github.kmsjca.localkms.internal.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One member of an input, with its constraints. The bounds are lengths for texts, blobs and lists,
 * and values for integers.
 *
 * @param allowed the texts it may be, as a refusal lists them; any if empty
 * @param tolerated further texts that the operation, and not the shape, refuses
 * @param sensitive whether a refusal keeps silent on the value, even on there being none
 * @param element the constraints on each element of a list, else null
 * @param structure the members of a structure, else empty
 */
public record Member(
    String name,
    Kind kind,
    boolean isRequired,
    long min,
    long max,
    @Nullable Pattern pattern,
    List<String> allowed,
    List<String> tolerated,
    boolean sensitive,
    @Nullable Member element,
    List<Member> structure) {

  /** What the JSON value must be. */
  public enum Kind {
    STRING("String"),
    BLOB("Blob"),
    INTEGER("Integer"),
    BOOLEAN("Boolean"),
    MOMENT("Timestamp"),
    LIST("List"),
    MAP("Map"),
    STRUCTURE("Structure");

    private final String typeName;

    Kind(String typeName) {
      this.typeName = typeName;
    }

    /** The name of the type in a refusal. */
    public String typeName() {
      return typeName;
    }
  }

  /** A text of any length. */
  public static Member string(String name) {
    return of(name, Kind.STRING);
  }

  /** A text out of a fixed set. */
  public static Member oneOf(String name, List<String> allowed) {
    return new Member(
        name,
        Kind.STRING,
        false,
        0,
        Long.MAX_VALUE,
        null,
        List.copyOf(allowed),
        List.of(),
        false,
        null,
        List.of());
  }

  /** Bytes, base64 on the wire. */
  public static Member blob(String name) {
    return of(name, Kind.BLOB);
  }

  /** A whole number. */
  public static Member integer(String name) {
    return of(name, Kind.INTEGER);
  }

  /** True or false. */
  public static Member flag(String name) {
    return of(name, Kind.BOOLEAN);
  }

  /** A moment, in seconds since the epoch on the wire. */
  public static Member moment(String name) {
    return of(name, Kind.MOMENT);
  }

  /** A list of elements that obey the given member's constraints. */
  public static Member list(String name, Member element) {
    return new Member(
        name,
        Kind.LIST,
        false,
        0,
        Long.MAX_VALUE,
        null,
        List.of(),
        List.of(),
        false,
        element,
        List.of());
  }

  /** Texts by name. */
  public static Member map(String name) {
    return of(name, Kind.MAP);
  }

  /** A structure. */
  public static Member structure(String name, Member... members) {
    return new Member(
        name,
        Kind.STRUCTURE,
        false,
        0,
        Long.MAX_VALUE,
        null,
        List.of(),
        List.of(),
        false,
        null,
        List.of(members));
  }

  /** The same member, but it must be present. */
  public Member required() {
    return new Member(
        name, kind, true, min, max, pattern, allowed, tolerated, sensitive, element, structure);
  }

  /** The same member with inclusive bounds. */
  public Member between(long least, long most) {
    return new Member(
        name,
        kind,
        isRequired,
        least,
        most,
        pattern,
        allowed,
        tolerated,
        sensitive,
        element,
        structure);
  }

  /** The same member, but the text must match. */
  public Member matching(String regex) {
    return new Member(
        name,
        kind,
        isRequired,
        min,
        max,
        Pattern.compile(regex),
        allowed,
        tolerated,
        sensitive,
        element,
        structure);
  }

  /** The same member, but the shape lets these texts pass as well. */
  public Member tolerating(String... texts) {
    return new Member(
        name,
        kind,
        isRequired,
        min,
        max,
        pattern,
        allowed,
        List.of(texts),
        sensitive,
        element,
        structure);
  }

  /** The same member, but nothing is told of its value. */
  public Member secret() {
    return new Member(
        name, kind, isRequired, min, max, pattern, allowed, tolerated, true, element, structure);
  }

  /** The name as it appears in a refusal: its first letter is lower case there. */
  public String path() {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static Member of(String name, Kind kind) {
    return new Member(
        name, kind, false, 0, Long.MAX_VALUE, null, List.of(), List.of(), false, null, List.of());
  }
}
