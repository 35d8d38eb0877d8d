package io.github.kmsjca.api;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some packages' public and protected types and members, one a line, in an order of their own. */
final class PublicApi {
  private final Set<String> packages;

  PublicApi(String... packages) {
    this.packages = Set.of(packages);
  }

  /** Of what is in the same jar or folder as this class. */
  List<String> linesBeside(Class<?> type) {
    return new ClassFileImporter()
            .importLocations(
                Set.of(Location.of(type.getProtectionDomain().getCodeSource().getLocation())))
            .stream()
            .filter(imported -> packages.contains(imported.getPackageName()))
            .map(JavaClass::reflect)
            .filter(PublicApi::isAccessible)
            .sorted(Comparator.comparing(Class::getName))
            .flatMap(PublicApi::linesOf)
            .toList();
  }

  private static boolean isAccessible(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return isAccessible(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (outer == null || isAccessible(outer));
  }

  private static boolean isAccessible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<String> linesOf(Class<?> type) {
    Stream<Member> members =
        Stream.of(
                type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
            .flatMap(Arrays::stream);
    return Stream.concat(
        Stream.of(head(type)),
        members
            .filter(member -> isAccessible(member.getModifiers()) && !member.isSynthetic())
            .map(member -> "  " + withoutNoise(line(member), type))
            .sorted());
  }

  /** How a method does its work is none of a caller's business. */
  private static String withoutNoise(String line, Class<?> type) {
    return line.replace(" synchronized ", " ").replace(" " + type.getName() + ".", " ");
  }

  private static String head(Class<?> type) {
    StringBuilder line = new StringBuilder(deprecated(type));
    // Newer JDKs say sealed themselves; what a type permits says it as well.
    String text = type.toGenericString().replace(" sealed ", " ");
    line.append(text.replace("abstract interface", "interface"));
    Type parent = type.getGenericSuperclass();
    if (parent != null && parent != Object.class) {
      line.append(" extends ").append(parent.getTypeName());
    }
    list(line, " implements ", type.getGenericInterfaces());
    // Of a sealed type the permitted ones that nobody sees are no part of the API, and their order
    // is none.
    if (type.isSealed()) {
      list(
          line,
          " permits ",
          Stream.of(type.getPermittedSubclasses())
              .filter(PublicApi::isAccessible)
              .sorted(Comparator.comparing(Class::getName))
              .toArray(Type[]::new));
    }
    return line.toString();
  }

  private static void list(StringBuilder line, String word, Type[] types) {
    if (types.length > 0) {
      line.append(word)
          .append(Stream.of(types).map(Type::getTypeName).collect(Collectors.joining(", ")));
    }
  }

  private static String line(Member member) {
    if (member instanceof Field field) {
      return deprecated(field)
          + field.toGenericString()
          + constant(field)
          + nullable(List.of(field.getAnnotatedType()), "value");
    }
    Executable code = (Executable) member;
    List<AnnotatedType> types = new ArrayList<>(List.of(code.getAnnotatedParameterTypes()));
    if (code instanceof Constructor) {
      return deprecated(code) + code.toGenericString() + nullable(types, "");
    }
    types.add(code.getAnnotatedReturnType());
    Object byDefault = ((Method) code).getDefaultValue();
    return deprecated(code)
        + code.toGenericString()
        + (byDefault == null ? "" : " default " + byDefault)
        + nullable(types, "result");
  }

  private static String deprecated(AnnotatedElement element) {
    Deprecated mark = element.getAnnotation(Deprecated.class);
    return mark == null ? "" : mark.forRemoval() ? "@Deprecated(forRemoval) " : "@Deprecated ";
  }

  /** The compiler copies it into the classes of the application. */
  private static String constant(Field field) {
    boolean copied =
        Modifier.isStatic(field.getModifiers())
            && Modifier.isFinal(field.getModifiers())
            && (field.getType().isPrimitive() || field.getType() == String.class);
    if (!copied) {
      return "";
    }
    try {
      field.setAccessible(true); // a protected one
      return " = " + field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Kotlin refuses code that does not go by it. */
  private static String nullable(List<AnnotatedType> types, String last) {
    List<String> marked = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (Objects.requireNonNull(types.get(i)).isAnnotationPresent(Nullable.class)) {
        marked.add(i == types.size() - 1 && !last.isEmpty() ? last : "parameter " + (i + 1));
      }
    }
    return marked.isEmpty() ? "" : " // nullable: " + String.join(", ", marked);
  }
}
