package io.github.kmsjca.localkms;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * What the model classes of the real SDK say of the inputs and outputs of KMS: all but what an
 * input must have, and the bounds.
 */
public final class ModelOracle {
  private static final String PACKAGE = "software.amazon.awssdk.services.kms.model.";

  private ModelOracle() {}

  /**
   * One member of a structure.
   *
   * @param allowed the texts it may be; any if empty
   * @param members those of the structure that it is, or that it lists; else empty
   */
  public record Member(
      String name, MarshallingType<?> type, Set<String> allowed, List<Member> members) {

    /** Whether the JSON is a value of this member. */
    public boolean fits(JsonNode value) {
      if (type == MarshallingType.STRING) {
        return value.isTextual() && (allowed.isEmpty() || allowed.contains(value.textValue()));
      }
      if (type == MarshallingType.SDK_BYTES) {
        return value.isTextual();
      }
      if (type == MarshallingType.BOOLEAN) {
        return value.isBoolean();
      }
      if (type == MarshallingType.LIST) {
        return value.isArray();
      }
      boolean number = type == MarshallingType.INTEGER || type == MarshallingType.INSTANT;
      return number ? value.isNumber() : value.isObject();
    }
  }

  /** The members of an operation's input. */
  public static List<Member> input(String operation) {
    return members(named(operation + "Request"));
  }

  /** The members of an operation's output. */
  public static List<Member> output(String operation) {
    return members(named(operation + "Response"));
  }

  private static SdkPojo named(String type) {
    try {
      Object builder = Class.forName(PACKAGE + type).getMethod("builder").invoke(null);
      return (SdkPojo) builder;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The SDK has no " + type, e);
    }
  }

  private static List<Member> members(SdkPojo pojo) {
    return pojo.sdkFields().stream().map(field -> member(pojo.getClass(), field)).toList();
  }

  private static Member member(Class<?> builder, SdkField<?> field) {
    return new Member(
        field.locationName(),
        field.marshallingType(),
        allowed(builder.getEnclosingClass(), field.memberName()),
        nested(field).map(ModelOracle::members).orElse(List.of()));
  }

  private static Optional<SdkPojo> nested(SdkField<?> field) {
    SdkField<?> element =
        field.marshallingType() == MarshallingType.LIST
            ? field.getTrait(ListTrait.class).memberFieldInfo()
            : field;
    Supplier<SdkPojo> constructor = element.constructor();
    return Optional.ofNullable(constructor).map(Supplier::get);
  }

  /** The SDK's getter has the type of the enum, or of a list of it. */
  private static Set<String> allowed(Class<?> structure, String member) {
    String getter = Character.toLowerCase(member.charAt(0)) + member.substring(1);
    return Arrays.stream(structure.getMethods())
        .filter(method -> method.getName().equals(getter) && method.getParameterCount() == 0)
        .map(Method::getGenericReturnType)
        .map(ModelOracle::element)
        .filter(type -> type instanceof Class<?> found && found.isEnum())
        .findFirst()
        .map(type -> names((Class<?>) type))
        .orElse(Set.of());
  }

  private static Type element(Type type) {
    return type instanceof ParameterizedType list && list.getActualTypeArguments().length == 1
        ? list.getActualTypeArguments()[0]
        : type;
  }

  private static Set<String> names(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Object constant : type.getEnumConstants()) {
      if (!constant.toString().equals("null")) {
        names.add(constant.toString());
      }
    }
    return names;
  }
}
