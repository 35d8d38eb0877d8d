package io.github.kmsjca.documents;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A chain of Java blocks as one source file. Each line has the number that it has in the document,
 * so that the compiler's messages and stack traces lead there; only the imports all stand first.
 */
final class JavaSource {
  /** The class around statements and methods. */
  static final String CLASS = "Pasted";

  /** The method around statements: public, static, without parameters. */
  static final String METHOD = "run";

  private static final String CLASS_BEGINS = "public class " + CLASS + " {";
  private static final String METHOD_BEGINS =
      " public static void " + METHOD + "() throws Exception {";

  /** What a block is, beside its imports. */
  private enum Form {
    TYPES("", ""),
    STATEMENTS(CLASS_BEGINS + METHOD_BEGINS, "}}"),
    METHODS(CLASS_BEGINS, "}");

    final String before;
    final String after;

    Form(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  private final StringBuilder imports = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private int line = 1;

  private final String release;

  /** How far the code is: what has begun and is to be ended. */
  private Form open = Form.TYPES;

  private JavaSource(Chain chain) {
    release = String.valueOf(chain.jdk());
  }

  /** The file; it tells {@link Reached} of each block that came to its end. */
  static JavaFileObject of(Chain chain) {
    JavaSource source = new JavaSource(chain);
    chain.blocks().forEach(source::append);
    return file(
        chain.first().document(), source.imports + source.code.toString() + source.open.after);
  }

  private void append(Block block) {
    Parts parts = Parts.of(block);
    imports.append(parts.imports);
    goTo(block.line());
    open(form(parts), block);
    goTo(block.line() + 1);
    code.append(parts.body);
    line += block.lines().size();
    if (open == Form.STATEMENTS) {
      code.append(Reached.class.getName()).append(".block(").append(block.line()).append(");");
    }
  }

  private void open(Form form, Block block) {
    if (form == open) {
      return;
    }
    if (open == Form.STATEMENTS || form == Form.TYPES) {
      throw new IllegalArgumentException(
          block.name() + " is " + form + " and can not continue " + open);
    }
    code.append(open == Form.TYPES ? form.before : METHOD_BEGINS);
    open = form;
  }

  private void goTo(int wanted) {
    while (line < wanted) {
      code.append('\n');
      line++;
    }
  }

  /** What javac can read it as. Within a method a type is a statement, too. */
  private Form form(Parts parts) {
    List<Form> forms =
        open == Form.STATEMENTS
            ? List.of(Form.STATEMENTS, Form.METHODS)
            : List.of(Form.TYPES, Form.STATEMENTS, Form.METHODS);
    return forms.stream().filter(form -> parses(form, parts)).findFirst().orElse(Form.STATEMENTS);
  }

  private boolean parses(Form form, Parts parts) {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    new StringWriter(),
                    null,
                    problems,
                    List.of("--release", release),
                    null,
                    List.of(file("Form.java", form.before + parts.body + form.after)));
    try {
      task.parse();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return problems.getDiagnostics().stream()
        .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
  }

  private static JavaFileObject file(String name, String text) {
    return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }

      /** Without the slash of the address. */
      @Override
      public String getName() {
        return name;
      }

      /** A public type need not have the document's name. */
      @Override
      public boolean isNameCompatible(String simpleName, Kind kind) {
        return true;
      }
    };
  }

  /**
   * A block's imports, on one line, and the rest with an empty line in the place of each import.
   */
  private record Parts(String imports, String body) {
    static Parts of(Block block) {
      StringBuilder imports = new StringBuilder();
      List<String> body = new ArrayList<>();
      boolean within = true;
      for (String text : block.lines()) {
        boolean isImport = within && text.matches("import [\\w.* ]+;.*");
        within = within && (isImport || text.isBlank() || text.startsWith("//"));
        if (isImport) {
          imports.append(text, 0, text.indexOf(';') + 1).append(' ');
        }
        body.add(isImport ? "" : text);
      }
      return new Parts(imports.toString(), String.join("\n", body) + "\n");
    }
  }
}
