package dev.morph.tests.architecture;

import java.util.List;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodReader;
import org.teavm.model.ValueType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Found by TeaVM as a service: every method of the named classes counts as called. */
public final class ReachEverything implements TeaVMPlugin {
  static volatile List<String> classes = List.of();

  @Override
  public void install(TeaVMHost host) {
    host.add(
        new AbstractDependencyListener() {
          @Override
          public void started(DependencyAgent agent) {
            for (String name : classes) {
              for (var method : agent.getClassSource().get(name).getMethods()) {
                if (!method.hasModifier(ElementModifier.ABSTRACT)) {
                  reach(agent, name, method);
                }
              }
            }
          }
        });
  }

  private static void reach(DependencyAgent agent, String name, MethodReader method) {
    var called = agent.linkMethod(method.getReference());
    if (!method.hasModifier(ElementModifier.STATIC)) {
      called.getVariable(0).propagate(agent.getType(ValueType.object(name)));
    }
    for (int i = 0; i < method.parameterCount(); i++) {
      if (method.parameterType(i) instanceof ValueType.Object type) {
        called.getVariable(i + 1).propagate(agent.getType(type));
      }
    }
    called.use();
  }
}
