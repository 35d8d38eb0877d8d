package io.github.kmsjca.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.generator.PlainCalls.Outcome;
import io.github.kmsjca.testkit.Report;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.KeyPairGenerator;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.KeyGenerator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Agent and program in one. Every method of JCA's generators gets instructions in front. */
final class RewrittenJcaProbe {
  private static final List<String> WORDS = List.of("G", "PG", "sG", "PsG", "sPG", "wsG", "PwG");

  private static Instrumentation instrumentation;

  private RewrittenJcaProbe() {}

  public static void premain(String argument, Instrumentation jvm) {
    instrumentation = jvm;
  }

  public static void main(String[] args) throws Exception {
    Map<String, Outcome> before = outcomes();
    Report report = new Report();
    rewrite(0);
    compare("with the lines of the source", before, report);
    rewrite(ClassReader.SKIP_DEBUG);
    compare("without lines", before, report);
    report.done();
  }

  private static void compare(String how, Map<String, Outcome> before, Report report) {
    outcomes()
        .forEach(
            (what, outcome) ->
                report.check(how + ": " + what, () -> assertEquals(before.get(what), outcome)));
  }

  private static Map<String, Outcome> outcomes() {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (PlainCalls calls : PlainCalls.all()) {
      if (List.of("EC", "Ed25519", "AES", "HmacSHA256").contains(calls.algorithm())) {
        for (String word : WORDS) {
          outcomes.put(calls.algorithm() + " " + word, calls.outcome(word));
        }
      }
    }
    return outcomes;
  }

  private static void rewrite(int readingFlags) throws Exception {
    ClassFileTransformer transformer =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> type,
              ProtectionDomain domain,
              byte[] classFile) {
            return rewritten(classFile, readingFlags);
          }
        };
    instrumentation.addTransformer(transformer, true);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getNestHost() == KeyPairGenerator.class || type == KeyGenerator.class) {
        instrumentation.retransformClasses(type);
      }
    }
    instrumentation.removeTransformer(transformer);
  }

  private static byte[] rewritten(byte[] classFile, int readingFlags) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new InFront(writer), readingFlags);
    return writer.toByteArray();
  }

  private static final class InFront extends ClassVisitor {
    private static final int API = Opcodes.ASM9;
    private static final int HOW_MANY = 3;

    InFront(ClassVisitor next) {
      super(API, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(
          API, super.visitMethod(access, name, descriptor, signature, exceptions)) {
        @Override
        public void visitCode() {
          super.visitCode();
          for (int i = 0; i < HOW_MANY; i++) {
            visitInsn(Opcodes.NOP);
          }
        }
      };
    }
  }
}
