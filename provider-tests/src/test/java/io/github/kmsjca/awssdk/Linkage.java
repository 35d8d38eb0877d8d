package io.github.kmsjca.awssdk;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which classes of the provider name classes, methods or fields that the AWS SDK on the class path
 * does not have. A class's constant pool names all that it can ever link to.
 */
final class Linkage {
  private static final String SDK = "software/amazon/awssdk/";
  private static final Pattern TYPE = Pattern.compile("L(" + SDK + "[^;]+);");

  private final Object[] constants;
  private final Set<String> missing = new TreeSet<>();

  private Linkage(Object... constants) {
    this.constants = constants;
  }

  /** One of the names that a member has: {@code class}, {@code name and type}. */
  private record Pair(int tag, int first, int second) {}

  /** A class, or the type of a method. */
  private record Single(int tag, int index) {}

  /**
   * The classes of the provider's jar that cannot be linked in full, without their package, nested
   * ones by their whole name.
   */
  static List<String> incomplete(JarFile provider) throws IOException {
    Set<String> incomplete = new TreeSet<>();
    for (JarEntry entry : Collections.list(provider.entries())) {
      if (entry.getName().endsWith(".class")) {
        try (InputStream in = provider.getInputStream(entry)) {
          Set<String> missing = of(in.readAllBytes());
          if (!missing.isEmpty()) {
            incomplete.add(entry.getName().replaceFirst(".*/", "").replace(".class", ""));
          }
        }
      }
    }
    return new ArrayList<>(incomplete);
  }

  private static Set<String> of(byte[] classFile) throws IOException {
    Linkage linkage = new Linkage(read(classFile));
    for (Object constant : linkage.constants) {
      linkage.check(constant);
    }
    return linkage.missing;
  }

  /** JVM specification, 4.4. */
  private static Object[] read(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.skipNBytes(8); // magic and version
    Object[] constants = new Object[in.readUnsignedShort()];
    for (int i = 1; i < constants.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> constants[i] = in.readUTF();
        case 3, 4 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 15 -> in.skipNBytes(3);
        case 7, 8, 16, 19, 20 -> constants[i] = new Single(tag, in.readUnsignedShort());
        default -> constants[i] = new Pair(tag, in.readUnsignedShort(), in.readUnsignedShort());
      }
    }
    return constants;
  }

  private String text(int index) {
    return (String) constants[index];
  }

  private void check(Object constant) {
    if (constant instanceof Single single && (single.tag == 7 || single.tag == 16)) {
      String name = text(single.index);
      types(name.startsWith(SDK) ? "L" + name + ";" : name);
    }
    if (constant instanceof Pair member && member.tag >= 9 && member.tag <= 11) {
      String owner = text(((Single) constants[member.first]).index);
      Pair nameAndType = (Pair) constants[member.second];
      if (owner.startsWith(SDK)) {
        member(owner, text(nameAndType.first), text(nameAndType.second));
      }
    }
  }

  private void types(String descriptor) {
    Matcher types = TYPE.matcher(descriptor);
    while (types.find()) {
      String name = types.group(1);
      if (load(name) == null) {
        missing.add(name);
      }
    }
  }

  private void member(String owner, String name, String descriptor) {
    types(descriptor);
    Class<?> type = load(owner);
    try {
      if (type != null && !has(type, name, descriptor)) {
        missing.add(owner + '.' + name + descriptor);
      }
    } catch (LinkageError e) {
      missing.add(owner + '.' + name + descriptor + ": " + e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name.replace('/', '.'), false, Linkage.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static boolean has(Class<?> type, String name, String descriptor) {
    if (type == null) {
      return false;
    }
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals(name) && field.getType().descriptorString().equals(descriptor)) {
        return true;
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (name.equals("<init>")
          && descriptor(void.class, constructor.getParameterTypes()).equals(descriptor)) {
        return true;
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && descriptor(method.getReturnType(), method.getParameterTypes()).equals(descriptor)) {
        return true;
      }
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (has(parent, name, descriptor)) {
        return true;
      }
    }
    return has(type.isInterface() ? Object.class : type.getSuperclass(), name, descriptor);
  }

  private static String descriptor(Class<?> returned, Class<?>... parameters) {
    return MethodType.methodType(returned, parameters).toMethodDescriptorString();
  }
}
